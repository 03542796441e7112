import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { isPortFree } from "../../../process/free-port.ts";

/** A port of the loopback address that nobody listens on now. */
export async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when somebody listens. Never connects: debuggers serve one client, and that would have been it. */
export async function isListenedOn(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (!(await isPortFree(port))) return true;
    await wait(50, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
