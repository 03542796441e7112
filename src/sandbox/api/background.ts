/** Work that outlives the request that started it. */
export interface Background {
  add(work: Promise<unknown>): void;
  /** Resolves when nothing is left. */
  settled(): Promise<void>;
}

export function createBackground(onError: (error: unknown) => void): Background {
  const pending = new Set<Promise<void>>();
  return {
    add(work) {
      const watched: Promise<void> = work.then(
        () => void pending.delete(watched),
        (error) => {
          pending.delete(watched);
          onError(error);
        },
      );
      pending.add(watched);
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
