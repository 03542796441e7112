import { connect, type Socket } from "node:net";
import { createResponseReader, type ResponseListener } from "./response-reader.ts";

/** What one exchange wants to hear of its connection. */
export interface ConnectionListener extends ResponseListener {
  connected(): void;
  /** There is room again after `write` said no. */
  drained(): void;
  /** The dyno did not take the connection. */
  refused(error: NodeJS.ErrnoException): void;
  /** The connection ended before a byte of the answer. */
  closedUnanswered(): void;
}

/** A connection to a dyno, for one exchange after the other. */
export interface DynoConnection {
  readonly socket: Socket;
  /** Milliseconds on the monotonic clock when it last became free. */
  freeSince: number;
  begin(method: string, listener: ConnectionListener): void;
  /** No more is heard of it by the exchange. */
  abandon(): void;
  /** Leaves the socket to another protocol. */
  detach(): Socket;
  /** True when it may serve another exchange. */
  reusable(): boolean;
}

/** How long a dyno may take to accept (H19, Dev Center: error-codes). */
const connectTimeout = 5000;

export function connectToDyno(port: number, whenClosed: (connection: DynoConnection) => void): DynoConnection {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true, family: 4 });
  const reader = createResponseReader();
  let listener: ConnectionListener | undefined;
  let up = false;
  const patience = setTimeout(() => socket.destroy(timedOut()), connectTimeout);

  const connection: DynoConnection = {
    socket,
    freeSince: 0,
    begin(method, newListener) {
      listener = newListener;
      reader.begin(method, newListener);
    },
    abandon() {
      listener = undefined;
      socket.destroy();
    },
    detach() {
      for (const event of ["data", "drain", "end", "error", "close"]) socket.removeAllListeners(event);
      listener = undefined;
      whenClosed(connection);
      return socket;
    },
    reusable: () => up && reader.reusable() && !socket.destroyed && socket.writable && socket.writableLength === 0,
  };

  function finished(): void {
    const told = listener;
    listener = undefined;
    if (told && !reader.begun()) told.closedUnanswered();
    else if (told) reader.close();
    whenClosed(connection);
  }

  socket.once("connect", () => {
    up = true;
    clearTimeout(patience);
    listener?.connected();
  });
  socket.on("data", (chunk) => {
    const reading = listener;
    reader.read(chunk);
    if (reader.busy() || listener !== reading) return;
    listener = undefined;
    // Bytes between two answers belong to nobody.
    if (!reader.reusable()) socket.destroy();
  });
  socket.on("drain", () => listener?.drained());
  socket.once("end", () => {
    finished();
    socket.destroy();
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (up) return finished();
    const told = listener;
    listener = undefined;
    told?.refused(error);
  });
  socket.once("close", () => {
    clearTimeout(patience);
    finished();
  });
  return connection;
}

function timedOut(): NodeJS.ErrnoException {
  return Object.assign(new Error("The dyno did not accept the connection in time."), { code: "ETIMEDOUT" });
}
