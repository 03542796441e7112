import { once } from "node:events";
import { createServer, type ListenOptions } from "node:net";

/** True when a program could listen on this port of the loopback address (or of `host`) now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return canListen({ port, host });
}

/**
 * True when nobody listens on this port. Asked of all addresses at once, where that is answered truly: that is quicker,
 * for Node looks up what it is given. Not so on macOS, which would also ask the user whether to let the world in.
 */
export async function isPortUnused(port: number, platform = process.platform): Promise<boolean> {
  return platform === "linux" ? canListen({ port }) : isPortFree(port);
}

async function canListen(at: ListenOptions): Promise<boolean> {
  const server = createServer().unref();
  try {
    server.listen({ ...at, exclusive: true });
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
