import type { Socket } from "node:net";
import type { Reply, ReplyListener } from "./reply.ts";

/** A reply to a client of HTTP/1.1, written by hand. */
export interface DirectReply extends Reply {
  /** The socket has room again. */
  drained(): void;
  /** The socket is gone. */
  closed(): void;
}

/** Up to this size bytes travel as text, so that head and body are one write. */
const textLimit = 16 * 1024;

/** `done` is called once the whole answer was given to the socket; with false when the connection has to end. */
export function directReply(socket: Socket, keepAlive: boolean, done: (keepAlive: boolean) => void): DirectReply {
  let listener: ReplyListener | undefined;
  let state: "waiting" | "started" | "ended" = "waiting";
  let chunked = false;
  let stays = keepAlive;
  let held = "";

  function flush(): void {
    if (held === "") return;
    const text = held;
    held = "";
    socket.write(text, "latin1");
  }

  function add(chunk: Buffer): void {
    if (chunked) held += `${chunk.length.toString(16)}\r\n`;
    if (chunk.length <= textLimit) held += chunk.toString("latin1");
    else {
      flush();
      socket.write(chunk);
    }
    if (chunked) held += "\r\n";
    if (held.length > textLimit) flush();
  }

  function left(): void {
    const told = listener;
    listener = undefined;
    told?.finished();
  }

  return {
    started: () => state !== "waiting",
    listen(newListener) {
      listener = newListener;
    },
    head(head, options) {
      state = "started";
      stays = keepAlive && options.keepAlive;
      chunked = head.framing.kind === "chunked" || head.framing.kind === "close";
      held = `HTTP/1.1 ${head.status} ${head.reason}\r\n${headerLines(head.headers)}`;
      held += `${chunked ? "Transfer-Encoding: chunked\r\n" : ""}${stays ? "" : "Connection: close\r\n"}\r\n`;
    },
    write(chunk) {
      add(chunk);
      return !socket.writableNeedDrain;
    },
    flush,
    end(last, trailers) {
      if (last && last.length > 0) add(last);
      if (chunked) held += `0\r\n${headerLines(trailers)}\r\n`;
      flush();
      state = "ended";
      if (socket.writableLength === 0) left();
      else socket.write("", left);
      done(stays);
    },
    information(status) {
      socket.write(`HTTP/1.1 ${status} ${status === 100 ? "Continue" : "Processing"}\r\n\r\n`);
    },
    pending: () => held.length + socket.writableLength,
    destroy: () => void socket.destroy(),
    drained: () => listener?.drained(),
    closed() {
      const told = listener;
      listener = undefined;
      told?.closed();
    },
  };
}

function headerLines(list: readonly string[]): string {
  let lines = "";
  for (let at = 0; at + 1 < list.length; at += 2) lines += `${list[at]}: ${list[at + 1]}\r\n`;
  return lines;
}
