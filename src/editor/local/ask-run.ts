import type { ControlAnswer, ControlRequest } from "../../runner/control/protocol.ts";
import type { LocalRun } from "./local-runs.ts";

/** Asks a run for something; throws its own words when it does not do it. */
export async function askRun(
  { client }: Pick<LocalRun, "client">,
  request: ControlRequest,
): Promise<Extract<ControlAnswer, { ok: true }>> {
  const answer = await client.ask(request);
  if (!answer.ok) throw new Error(answer.message);
  return answer;
}
