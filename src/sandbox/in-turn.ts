export interface Turns {
  /** Does `work` when everything taken before under the same key is done, whatever became of it. */
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Whether something under `key` is under way or waits. */
  taken(key: string): boolean;
}

/** Work in the order of asking, one at a time for each key. */
export function inTurn(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    async take(key, work) {
      const result = (last.get(key) ?? Promise.resolve()).then(work);
      const settled = result.then(
        () => {},
        () => {},
      );
      last.set(key, settled);
      try {
        return await result;
      } finally {
        if (last.get(key) === settled) last.delete(key);
      }
    },
    taken: (key) => last.has(key),
  };
}
