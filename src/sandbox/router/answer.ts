import type { ConnectionListener } from "./dyno-connection.ts";
import type { Exchange } from "./exchange.ts";
import { fail } from "./fail.ts";
import type { ResponseHead } from "./response-head.ts";
import { becomeTunnel } from "./tunnel.ts";

/** Passes the answer of a dyno on to the client. */
export const answering: Omit<ConnectionListener, "connected" | "drained" | "refused" | "closedUnanswered"> = {
  information({ reply }, { status }) {
    if (status === 100 || status === 102) reply.information(status);
  },
  head: start,
  switched: becomeTunnel,
  body(exchange, chunk) {
    if (exchange.over) return;
    exchange.bytes += chunk.length;
    exchange.deadline = performance.now() + exchange.around.idleTimeout;
    if (!exchange.reply.write(chunk)) exchange.connection?.socket.pause();
  },
  flush(exchange) {
    if (!exchange.over) exchange.reply.flush();
  },
  end: complete,
  broken: fail,
};

/** The first byte is there: from now on only silence ends the exchange. */
function start(exchange: Exchange, head: ResponseHead): void {
  if (exchange.over) return;
  exchange.phase = "answering";
  exchange.deadline = performance.now() + exchange.around.idleTimeout;
  exchange.status = head.status;
  // A client that still waits for its 100 may send the body or the next request: only the end of the connection is clear.
  exchange.reply.head(head, { keepAlive: exchange.bodySent || exchange.scan.expects === "" });
}

function complete(exchange: Exchange, last: Buffer | undefined, trailers: readonly string[]): void {
  const { around, connection, dyno, reply } = exchange;
  if (exchange.over) return;
  exchange.connection = null;
  if (last) exchange.bytes += last.length;
  if (connection && dyno) {
    // The rest of a request that was answered early would be read as the next one.
    if (!exchange.bodySent) connection.abandon();
    around.pool.give(dyno, connection);
  }
  reply.end(last, trailers);
}
