/** Ends things in the opposite order of their opening. */
export interface Closing {
  add(close: () => unknown): void;
  /** Every thing is ended, also when an earlier one fails; then the first failure is thrown. */
  run(): Promise<void>;
}

export function createClosing(): Closing {
  const closers: (() => unknown)[] = [];
  return {
    add: (close) => void closers.push(close),
    async run() {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
