import type { Writable } from "node:stream";
import type { RunnerEvent } from "../events.ts";
import type { OutputMemory } from "../output-memory.ts";

/** Those who get the output of one copy as it comes. Nothing is left out: a slow one holds the copy back. */
export interface Followers {
  hear(event: RunnerEvent): void;
  /** A promise while a follower of that copy has to catch up. */
  ready(name: string): Promise<void> | undefined;
  /** Begins with what is remembered; ends when the copy is gone. */
  follow(name: string, to: Writable): void;
}

/** Bytes that may wait for a follower before the copy is held back. */
const highWater = 1024 * 1024;

export function createFollowers(memory: Pick<OutputMemory, "recall">): Followers {
  const byName = new Map<string, Set<Writable>>();
  const followersOf = (name: string): ReadonlySet<Writable> => byName.get(name) ?? none;
  return {
    hear(event) {
      if (event.kind === "gone") for (const to of followersOf(event.name)) to.end();
      if (event.kind !== "lines" || followersOf(event.name).size === 0) return;
      // A copy: the runner uses these bytes again.
      const bytes = Buffer.from(event.bytes);
      for (const to of followersOf(event.name)) if (to.writable) to.write(bytes);
    },
    ready(name) {
      const slow = [...followersOf(name)].filter((to) => to.writableLength >= highWater && !to.destroyed);
      return slow.length === 0 ? undefined : Promise.all(slow.map(caughtUp)).then(() => undefined);
    },
    follow(name, to) {
      for (const { kind, bytes } of memory.recall((one) => one === name)) if (kind === "lines") to.write(bytes);
      byName.set(name, new Set([...followersOf(name), to]));
      to.once("close", () => {
        const rest = new Set([...followersOf(name)].filter((one) => one !== to));
        if (rest.size === 0) byName.delete(name);
        else byName.set(name, rest);
      });
    },
  };
}

const none: ReadonlySet<Writable> = new Set();

/** Also when it goes away. */
function caughtUp(to: Writable): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      to.off("drain", finish).off("close", finish);
      resolve();
    };
    to.once("drain", finish).once("close", finish);
  });
}
