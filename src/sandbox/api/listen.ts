import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Listening {
  readonly port: number;
  /** Until this is called, every request is answered 503. */
  serve(listener: Listener): void;
  /** Takes no new request; those under way go on. */
  refuse(): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Longer than clients keep a connection, so that it is they who close it. In ms. */
const keepAliveTimeout = 75_000;

/** Listens on 127.0.0.1 alone; port 0 takes a free one. Rejects with the system's error when the port is taken. */
export async function listen(port: number): Promise<Listening> {
  let listener: Listener = unavailable;
  // An upload may take longer than any fixed time.
  const server = createServer({ keepAliveTimeout, requestTimeout: 0 }, (request, response) =>
    listener(request, response),
  );
  await listening(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    serve(next) {
      listener = next;
    },
    refuse() {
      listener = unavailable;
    },
    close() {
      listener = unavailable;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function unavailable(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(503, { "Content-Type": "application/json; charset=utf-8", "Retry-After": "1" });
  response.end(JSON.stringify({ id: "unavailable", message: "The sandbox is starting or stopping." }));
}
