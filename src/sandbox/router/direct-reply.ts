import type { Socket } from "node:net";
import { createAnswerWriter } from "./answer-writer.ts";
import type { Exchange } from "./exchange.ts";
import type { Reply, ReplyListener } from "./reply.ts";

/** The replies to a client of HTTP/1.1, one after the other, written by hand. */
export interface DirectReply extends Reply {
  /** For the next request. */
  begin(keepAlive: boolean): void;
  /** Between `begin` and the end of the answer. */
  busy(): boolean;
  /** The socket has room again. */
  drained(): void;
  /** The socket is gone. */
  closed(): void;
}

/** `done` is called once the whole answer has left; with false when the connection has to end. */
export function directReply(socket: Socket, done: (keepAlive: boolean) => void): DirectReply {
  const writer = createAnswerWriter(socket);
  let listener: ReplyListener | undefined;
  let exchange: Exchange | undefined;
  let state: "ended" | "waiting" | "started" = "ended";
  let stays = true;

  /** The exchange, for the last time. */
  function letGo(): Exchange | undefined {
    const told = exchange;
    exchange = undefined;
    return told;
  }

  function left(): void {
    const told = letGo();
    if (told) listener?.finished(told);
    done(stays);
  }

  return {
    begin(keepAlive) {
      state = "waiting";
      stays = keepAlive;
    },
    busy: () => state !== "ended" || exchange !== undefined,
    started: () => state !== "waiting",
    listen(newListener, newExchange) {
      listener = newListener;
      exchange = newExchange;
    },
    head(head, { keepAlive }) {
      state = "started";
      stays = stays && keepAlive;
      writer.head(head, stays);
    },
    write(chunk) {
      writer.body(chunk);
      return !socket.writableNeedDrain;
    },
    flush: writer.flush,
    end(last, trailers) {
      if (last && last.length > 0) writer.body(last);
      writer.tail(trailers);
      state = "ended";
      if (socket.writableLength === 0) left();
      else socket.write("", left);
    },
    information(status) {
      socket.write(`HTTP/1.1 ${status} ${status === 100 ? "Continue" : "Processing"}\r\n\r\n`);
    },
    pending: writer.pending,
    destroy: () => void socket.destroy(),
    drained() {
      if (exchange) listener?.drained(exchange);
    },
    closed() {
      const told = letGo();
      if (told) listener?.closed(told);
    },
  };
}
