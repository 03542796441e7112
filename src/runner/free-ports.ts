import type { Instance } from "./plan.ts";

/** Ports for copies whose own one is held by another program. */
export interface PortChoice {
  /** By name of the copy; only those that get another port. */
  readonly moved: ReadonlyMap<string, number>;
  /** A sentence for each that was moved or, with `refused`, for each that cannot run. */
  readonly messages: readonly string[];
  readonly refused: boolean;
}

/** How far a copy's port may move: up to the first port of the next process type. */
const room = 100;

/**
 * Looks at the port of each copy. One that is taken is refused when someone asked for these ports, since a browser or a
 * webhook will look there; otherwise the copy gets the next free one.
 */
export async function choosePorts(
  instances: readonly Instance[],
  { isAsked, isFree }: { isAsked: boolean; isFree: (port: number) => Promise<boolean> },
): Promise<PortChoice> {
  const used = new Set(instances.map(({ port }) => port));
  const moved = new Map<string, number>();
  const messages: string[] = [];
  let refused = false;
  const areFree = await Promise.all(instances.map(({ port }) => isFree(port)));
  for (const [index, { name, port }] of instances.entries()) {
    if (areFree[index]) continue;
    const other = isAsked ? undefined : await nextFree(port, used, isFree);
    if (other === undefined) refused = true;
    else {
      used.add(other);
      moved.set(name, other);
    }
    messages.push(message(name, port, other));
  }
  return { moved, messages, refused };
}

async function nextFree(
  port: number,
  used: ReadonlySet<number>,
  isFree: (port: number) => Promise<boolean>,
): Promise<number | undefined> {
  for (let other = port + 1; other < port + room && other <= 65_535; other++) {
    if (!used.has(other) && (await isFree(other))) return other;
  }
  return undefined;
}

function message(name: string, port: number, other: number | undefined): string {
  // https://developer.apple.com/forums/thread/682332
  const holder = port === 5000 && process.platform === "darwin" ? " (on macOS often by AirPlay Receiver)" : "";
  const taken = `port ${port} of ${name} is taken by another program${holder}`;
  return other === undefined
    ? `${taken}. Stop that program or choose another base with -p.`
    : `${taken}; it gets ${other}.`;
}
