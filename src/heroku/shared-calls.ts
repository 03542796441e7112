/** Calls that run once for all who ask for the same thing at the same time. */
export interface SharedCalls {
  /** `start` gets a signal that is aborted only when everyone who joined has left. */
  join<T>(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Nobody joins what runs now; who waits for it still gets it. */
  forget(): void;
}

export function createSharedCalls(): SharedCalls {
  const running = new Map<string, Running>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<unknown>): Running {
    const controller = new AbortController();
    const call: Running = {
      controller,
      waiting: 0,
      result: start(controller.signal).finally(() => leaveMap(key, call)),
    };
    running.set(key, call);
    return call;
  }

  function leaveMap(key: string, call: Running): void {
    if (running.get(key) === call) running.delete(key);
  }

  return {
    forget: () => running.clear(),
    async join<T>(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const call = running.get(key) ?? begin(key, start);
      call.waiting++;
      const leave = () => {
        if (--call.waiting > 0) return;
        leaveMap(key, call);
        call.controller.abort(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      try {
        return (await call.result) as T;
      } finally {
        signal.removeEventListener("abort", leave);
      }
    },
  };
}

interface Running {
  readonly controller: AbortController;
  readonly result: Promise<unknown>;
  waiting: number;
}
