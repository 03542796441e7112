import type { ContextKeys } from "./identifiers.ts";

export interface ContextKeyWriter {
  set<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void;
}

type ExecuteCommand = (command: string, ...parameters: unknown[]) => PromiseLike<unknown>;

/** Writes context keys, and only when they change: each write crosses to the renderer. */
export function createContextKeys(executeCommand: ExecuteCommand): ContextKeyWriter {
  const written = new Map<string, unknown>();
  return {
    set(key, value) {
      if (written.get(key) === value) return;
      written.set(key, value);
      void executeCommand("setContext", key, value);
    },
  };
}
