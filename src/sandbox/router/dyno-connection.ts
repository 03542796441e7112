import { connect, type Socket } from "node:net";
import type { Exchange } from "./exchange.ts";
import { createResponseReader, type ResponseListener } from "./response-reader.ts";

/** What is told of a connection to the exchange that it carries. */
export interface ConnectionListener extends ResponseListener<Exchange> {
  connected(exchange: Exchange): void;
  /** There is room again after `write` said no. */
  drained(exchange: Exchange): void;
  /** All that came at once has been told. */
  flush(exchange: Exchange): void;
  /** The dyno did not take the connection. */
  refused(exchange: Exchange, error: NodeJS.ErrnoException): void;
  /** The connection ended before a byte of the answer. */
  closedUnanswered(exchange: Exchange): void;
}

/** A connection to a dyno, for one exchange after the other. */
export interface DynoConnection {
  readonly socket: Socket;
  /** Milliseconds on the monotonic clock when it last became free. */
  freeSince: number;
  begin(exchange: Exchange): void;
  /** No more is heard of it by the exchange. */
  abandon(): void;
  /** Leaves the socket to another protocol. */
  detach(): Socket;
  /** True when it may serve another exchange. */
  reusable(): boolean;
}

/** How long a dyno may take to accept (H19, Dev Center: error-codes). */
const connectTimeout = 5000;

export function connectToDyno(
  port: number,
  options: {
    readonly first: Exchange;
    readonly listener: ConnectionListener;
    readonly whenClosed: (connection: DynoConnection) => void;
  },
): DynoConnection {
  const { first, listener, whenClosed } = options;
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  const reader = createResponseReader<Exchange>(listener, first.method, first);
  let exchange: Exchange | undefined = first;
  let up = false;
  const patience = setTimeout(() => socket.destroy(timedOut()), connectTimeout);

  const connection: DynoConnection = {
    socket,
    freeSince: 0,
    begin(next) {
      exchange = next;
      reader.begin(next.method, next);
    },
    abandon() {
      exchange = undefined;
      socket.destroy();
    },
    detach() {
      for (const event of ["data", "drain", "end", "error", "close"]) socket.removeAllListeners(event);
      exchange = undefined;
      whenClosed(connection);
      return socket;
    },
    reusable: () => up && reader.reusable() && !socket.destroyed && socket.writable && socket.writableLength === 0,
  };

  /** The exchange, for the last time. */
  function letGo(): Exchange | undefined {
    const told = exchange;
    exchange = undefined;
    return told;
  }

  function ended(): void {
    const told = letGo();
    if (told && !reader.begun()) listener.closedUnanswered(told);
    else if (told) reader.close();
    whenClosed(connection);
  }

  function read(chunk: Buffer): void {
    const reading = exchange;
    reader.read(chunk);
    if (exchange !== reading) return;
    if (reading && reader.busy()) listener.flush(reading);
    else exchange = undefined;
    // Bytes between two answers belong to nobody.
    if (!reader.busy() && !reader.reusable()) socket.destroy();
  }

  socket.once("connect", () => {
    up = true;
    clearTimeout(patience);
    if (exchange) listener.connected(exchange);
  });
  socket.on("data", read);
  socket.on("drain", () => exchange && listener.drained(exchange));
  socket.once("end", () => {
    ended();
    socket.destroy();
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    const refused = up ? undefined : letGo();
    if (refused) listener.refused(refused, error);
    else ended();
  });
  socket.once("close", () => {
    clearTimeout(patience);
    ended();
  });
  return connection;
}

function timedOut(): NodeJS.ErrnoException {
  return Object.assign(new Error("The dyno did not accept the connection in time."), { code: "ETIMEDOUT" });
}
