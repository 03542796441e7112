import type { Backend } from "./backends.ts";

/** Heroku's routers choose at random; in turns is easier to follow. */
export type RouterOrder = "random" | "round-robin";

export const routerOrders: readonly RouterOrder[] = ["random", "round-robin"];

export interface Chooser {
  /** One of those that are not in `tried`, rather one that has not just refused. */
  choose(ready: readonly Backend[], tried: ReadonlySet<string>): Backend | undefined;
  /** It did not take a connection. */
  refused(name: string): void;
}

/** Milliseconds for which one that refused is left alone (Dev Center: HTTP routing). */
const quarantine = 5000;

export function createChooser(
  order: RouterOrder,
  { random = Math.random, now = () => performance.now() }: { random?: () => number; now?: () => number } = {},
): Chooser {
  const refusedAt = new Map<string, number>();
  let turn = 0;
  const isWell = ({ name }: Backend): boolean => now() - (refusedAt.get(name) ?? -quarantine) >= quarantine;
  return {
    choose(ready, tried) {
      const left = ready.filter(({ name }) => !tried.has(name));
      const well = left.filter(isWell);
      const from = well.length > 0 ? well : left;
      return from[order === "random" ? Math.floor(random() * from.length) : turn++ % from.length];
    },
    refused: (name) => void refusedAt.set(name, now()),
  };
}
