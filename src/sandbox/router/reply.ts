import type { Exchange } from "./exchange.ts";
import type { ResponseHead } from "./response-head.ts";

/** What is told of the client to an exchange. */
export interface ReplyListener {
  /** There is room again after `write` said no. */
  drained(exchange: Exchange): void;
  /** The whole answer has left for the client. */
  finished(exchange: Exchange): void;
  /** The client's connection is gone before that. */
  closed(exchange: Exchange): void;
}

/** The way back to a client: over node's own response, or straight over a socket. */
export interface Reply {
  /** A head was given. */
  started(): boolean;
  listen(listener: ReplyListener, exchange: Exchange): void;
  /** `keepAlive` false ends the connection after the answer. */
  head(head: ResponseHead, options: { readonly keepAlive: boolean }): void;
  /** False: no more until `drained`. */
  write(chunk: Buffer): boolean;
  /** Sends what is held back to go out in one piece. */
  flush(): void;
  end(last: Buffer | undefined, trailers: readonly string[]): void;
  /** A 100 or 102. */
  information(status: number): void;
  /** Bytes that the client has not taken yet. */
  pending(): number;
  /** Cuts the connection. */
  destroy(): void;
}
