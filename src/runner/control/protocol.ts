import type { DebuggerOf } from "../debugger-of.ts";
import type { CopyStatus } from "../events.ts";

/**
 * What a program of the same user may ask a running runner: one JSON object a line,
 * `{"id":1,"do":"restart","name":"web.1"}`. A `name` is a process type, which means all its copies, or a copy.
 */
export type ControlRequest =
  | { readonly do: "status" | "usage" | "stop" }
  | { readonly do: "start" | "stop-process" | "restart"; readonly name: string }
  | { readonly do: "scale"; readonly name: string; readonly copies: number }
  /** From now on this connection is told of every change; see `ControlEvent`. */
  | { readonly do: "subscribe" }
  /** Only these are shown in the run's merged output; an empty list shows all again. What was hidden is not lost. */
  | { readonly do: "show"; readonly names: readonly string[] }
  /** A line for the standard input of a running copy. */
  | { readonly do: "input"; readonly name: string; readonly text: string }
  /**
   * Stops one copy and says how it is started, so that another program (a debugger, a terminal) can run it. It comes
   * back with `give-back`, or when this connection ends, and is started again as usual.
   */
  | { readonly do: "borrow"; readonly name: string; readonly by: Borrower }
  | { readonly do: "give-back"; readonly name: string }
  /**
   * After the answer the connection carries one copy's output as it comes, beginning with the last that is remembered,
   * and what is sent is its input. Who reads slowly holds the copy back.
   */
  | { readonly do: "follow"; readonly name: string }
  /** Of the local router, where the run has one. */
  | { readonly do: "record"; readonly file: string }
  | { readonly do: "stop-recording" }
  | { readonly do: "duplicate"; readonly targets: readonly DuplicateTarget[] };

export type Borrower = "debugger" | "terminal";

/** Where copies of the requests go; the answers are thrown away. */
export interface DuplicateTarget {
  /** `https://staging.example.com`, without a path. */
  readonly url: string;
  /** 0 to 100 of the requests; all unless given. */
  readonly percent?: number;
  /** Regular expression that the path with its query must match. */
  readonly path?: string;
  /** Regular expressions by lower-case header name; all must match. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer, one line, with the request's `id`. */
export type ControlAnswer =
  | {
      readonly ok: true;
      readonly processes: readonly CopyStatus[];
      readonly usage?: readonly CopyUsage[];
      readonly loan?: Loan;
      readonly traffic?: TrafficStatus;
      /** What `show` left of the merged output; absent while all is shown. */
      readonly shown?: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** What a copy and all that it started use. */
export interface CopyUsage {
  readonly name: string;
  /** Percent of one core since this connection asked last; the first answer takes a quarter of a second for it. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
}

/** How a borrowed copy is started. The variables may be secrets: never to be shown, logged or stored. */
export interface Loan {
  readonly name: string;
  /** Text for a shell. */
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly debugger: DebuggerOf;
}

export interface TrafficStatus {
  /** The port that people open; it stands before the web processes. */
  readonly port: number;
  /** The file, while there is a recording. */
  readonly recording: string | null;
  /** Requests in the recording. */
  readonly recorded: number;
  /** Requests since the start. */
  readonly requests: number;
  readonly targets: readonly (DuplicateTarget & {
    readonly sent: number;
    readonly failed: number;
    readonly dropped: number;
  })[];
}

/** Told to a connection that subscribed, one JSON object a line, without an `id`. */
export type ControlEvent =
  | { readonly event: "changed"; readonly status: CopyStatus }
  /** A copy was scaled away. */
  | { readonly event: "gone"; readonly name: string }
  /** What is shown of the merged output from now on; an empty list for all. */
  | { readonly event: "shown"; readonly names: readonly string[] }
  | { readonly event: "traffic"; readonly traffic: TrafficStatus }
  /** Nothing of the run is left. */
  | { readonly event: "ended"; readonly status: number };
