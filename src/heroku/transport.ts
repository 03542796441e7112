/** How a request leaves this room. `fetch` in the editor, node-fetch in programs; tests bring their own. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer<ArrayBuffer> | undefined;
  /** Ends the request, its body included. */
  readonly signal: AbortSignal;
}

/** A redirect is an answer like any other: a transport never follows one, it would carry the token along. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Null when the answer has no body. Leaving the loop early closes the connection. */
  readonly body: AsyncIterable<Uint8Array> | null;
}
