import type { Socket } from "node:net";
import { joinHeaders } from "./header-lines.ts";
import type { ResponseHead } from "./response-head.ts";

/** Puts answers of HTTP/1.1 on a socket, in as few writes as it can. */
export interface AnswerWriter {
  head(head: ResponseHead, keepAlive: boolean): void;
  body(chunk: Buffer): void;
  /** What follows the body. */
  tail(trailers: readonly string[]): void;
  flush(): void;
  /** Bytes that have not left yet. */
  pending(): number;
}

/** Up to this size bytes travel as text, so that head and body are one write. */
const textLimit = 16 * 1024;

export function createAnswerWriter(socket: Socket): AnswerWriter {
  let chunked = false;
  let held = "";

  function flush(): void {
    if (held === "") return;
    const text = held;
    held = "";
    socket.write(text, "latin1");
  }

  return {
    head({ status, reason, lines, framing }, keepAlive) {
      chunked = framing.kind === "chunked" || framing.kind === "close";
      held = `HTTP/1.1 ${status} ${reason}\r\n${lines}`;
      held += `${chunked ? "Transfer-Encoding: chunked\r\n" : ""}${keepAlive ? "" : "Connection: close\r\n"}\r\n`;
    },
    body(chunk) {
      if (chunked) held += `${chunk.length.toString(16)}\r\n`;
      if (chunk.length <= textLimit) held += chunk.toString("latin1");
      else {
        flush();
        socket.write(chunk);
      }
      if (chunked) held += "\r\n";
      if (held.length > textLimit) flush();
    },
    tail(trailers) {
      if (chunked) held += `0\r\n${joinHeaders(trailers)}\r\n`;
      flush();
    },
    flush,
    pending: () => held.length + socket.writableLength,
  };
}
