import type { Figure } from "./figures.ts";
import { measureRouter } from "./router-throughput.ts";

export async function router(): Promise<readonly Figure[]> {
  const { routed, direct } = await measureRouter();
  const ratio = routed / direct;
  const value = `${ratio.toFixed(2)} of direct (${Math.round(routed)}/s against ${Math.round(direct)}/s)`;
  return [{ name: "requests through the router", value, target: "at least 0.33", isMet: ratio >= 1 / 3 }];
}
