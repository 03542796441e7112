import type { CopyState, CopyStatus, RunnerEvent } from "../events.ts";
import type { OutputMemory } from "../output-memory.ts";
import { createFollowers, type Followers } from "./followers.ts";
import type { ControlEvent } from "./protocol.ts";

/** Those who are told what becomes of a run. */
export interface Audience extends Pick<Followers, "follow" | "ready"> {
  /** What the runner tells. */
  hear(event: RunnerEvent): void;
  /** For what is no event of the runner. */
  tell(event: ControlEvent): void;
  /** Every change from now on. The answer ends it. */
  subscribe(listener: (event: ControlEvent) => void): () => void;
  /** Resolves when somebody has asked for something. */
  readonly attended: Promise<void>;
  attend(): void;
}

export function createAudience(memory: Pick<OutputMemory, "recall">): Audience {
  const followers = createFollowers(memory);
  const listeners = new Set<(event: ControlEvent) => void>();
  const { promise: attended, resolve: attend } = Promise.withResolvers<void>();
  const tell = (event: ControlEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    ...followers,
    attended,
    attend,
    tell,
    hear(event) {
      followers.hear(event);
      if (event.kind === "changed") tell({ event: "changed", status: forOthers(event.status) });
      if (event.kind === "gone") tell({ event: "gone", name: event.name });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A status as JSON carries it: an error's message would be lost, and Node puts the whole command beside it. */
export function forOthers(status: CopyStatus): CopyStatus {
  const { state } = status;
  if (!("exit" in state) || state.exit.kind !== "failed") return status;
  const { code = "", message } = state.exit.error;
  // Node's own words for a bad argument hold the value, which may be a secret.
  const error = { code, message: code === "ERR_INVALID_ARG_VALUE" ? "" : message };
  return { ...status, state: { ...state, exit: { kind: "failed", error } } as unknown as CopyState };
}
