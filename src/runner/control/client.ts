import type { CopyStatus } from "../events.ts";
import type { ControlAnswer, ControlEvent, ControlRequest } from "./protocol.ts";

/** A connection to a running runner. */
export interface ControlClient {
  /** Rejects when the runner went away. */
  ask(request: ControlRequest): Promise<ControlAnswer>;
  /** All copies now, and every change from now on. */
  subscribe(listener: (event: ControlEvent) => void): Promise<readonly CopyStatus[]>;
  /** Resolves when the connection is over, from whichever side. */
  readonly closed: Promise<void>;
  close(): void;
}
