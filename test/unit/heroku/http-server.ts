import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { TestContext } from "node:test";

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** How many connections were opened so far. */
  readonly connections: number;
  /** Cuts every open connection. */
  cut(): void;
  close(): Promise<void>;
}

/** A real HTTP server on a free loopback port, closed with the test. */
export async function serve(
  test: Pick<TestContext, "after">,
  listener: RequestListener,
  port = 0,
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(listener);
  server.on("connection", (socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async () => {
    cut();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  test.after(close);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    get connections() {
      return connections;
    },
    cut,
    close,
  };
}
