import { once } from "node:events";
import { createServer } from "node:net";

/** True when a program could listen on this port of the loopback address (or of `host`) now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const server = createServer().unref();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
