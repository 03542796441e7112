/** So long, in ms, a signal may be on its way to us a second time; a person needs longer for the same key. */
const longest = 200;

/**
 * True for a signal that we have got already: `timeout` gives its own to the program and then to the whole group, and
 * of a closing terminal the system tells as well as the shell. `now` is in ms.
 */
export function createEcho(now: () => number): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last < longest) return true;
    last = now();
    return false;
  };
}
