import type { Exit } from "../process/child.ts";

/** What becomes of a copy. */
export type CopyState =
  /** It waits for others to be ready. */
  | { readonly kind: "waiting"; readonly forTypes: readonly string[] }
  | { readonly kind: "running"; readonly pid: number; readonly since: Date; readonly isReady: boolean }
  /** It ended and starts again at `until`. */
  | { readonly kind: "resting"; readonly until: Date; readonly exit: Exit }
  /** Another program runs it for now; see `borrow` in control/protocol.ts. */
  | { readonly kind: "borrowed"; readonly by: "debugger" | "terminal"; readonly since: Date }
  | { readonly kind: "stopping" }
  /** Somebody stopped it. */
  | { readonly kind: "stopped" }
  | { readonly kind: "ended"; readonly exit: Exit };

/** One copy of a process type as others see it. */
export interface CopyStatus {
  /** `web.1` */
  readonly name: string;
  readonly type: string;
  readonly port: number;
  readonly state: CopyState;
}

/** What the runner tells. */
export type RunnerEvent =
  /** Output as it came, lines not yet told apart. The bytes are good until the call returns: copy what is to be kept. */
  | { readonly kind: "lines"; readonly name: string; readonly bytes: Uint8Array }
  /** No more of that output: what had no newline is a line now. */
  | { readonly kind: "ended"; readonly name: string }
  /** The runner's own words about a copy, or about itself as `system`. */
  | { readonly kind: "said"; readonly name: string; readonly message: string }
  /** Where programs of this user can ask: see `control.ts`. */
  | { readonly kind: "control"; readonly address: string }
  | { readonly kind: "changed"; readonly status: CopyStatus }
  /** A copy was scaled away: it has stopped and is no longer in the status. */
  | { readonly kind: "gone"; readonly name: string };
