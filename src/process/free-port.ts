import { once } from "node:events";
import { createServer } from "node:net";
import { findListeners } from "./listeners.ts";

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

/** The same for many ports at this moment: one look at the system's table of sockets, where it has one. */
export function lookAtPorts(): (port: number) => Promise<boolean> {
  const listeners = findListeners();
  if (listeners === undefined) return isPortFree;
  const taken = new Set(listeners.map(({ port }) => port));
  // Only trying tells whether a low port is allowed.
  return async (port) => (port < firstFreeForAll ? isPortFree(port) : !taken.has(port));
}

const firstFreeForAll = 1024;
