import { setImmediate } from "node:timers/promises";

/** To be awaited between two small pieces of work: lets others have the event loop every few milliseconds. */
export type Breath = () => Promise<void> | undefined;

/** Throws the signal's reason once it is aborted. */
export function createBreath(signal?: AbortSignal, milliseconds = 4): Breath {
  let since = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - since < milliseconds) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
