/** A request as its client sent it. */
export interface RequestHead {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly requestId: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly host: string;
  /** Names and values by turns, in the client's order and case. */
  readonly rawHeaders: readonly string[];
  /** It asks for another protocol, such as a WebSocket. */
  readonly isUpgrade: boolean;
}

/** What became of a request. Times in milliseconds since it came. */
export interface Outcome {
  readonly status: number;
  /** Null when there was no byte of an answer. */
  readonly firstByte: number | null;
  readonly service: number;
  /** Of the answer's body. */
  readonly bytes: number;
  /** The router's, such as `H12`. */
  readonly code: string | null;
}

/** Sees one request go by. */
export interface RequestTap {
  body(chunk: Buffer): void;
  /** That was the whole body. */
  complete(): void;
  /** Also without `complete` before. */
  ended(outcome: Outcome): void;
}

/** Undefined when nobody wants to see this request. */
export type OpenTap = (head: RequestHead) => RequestTap | undefined;
