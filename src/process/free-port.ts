import { once } from "node:events";
import { createServer, type ListenOptions } from "node:net";

/** True when a program could listen on this port of the loopback address (or of `host`) now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return (await problemOf({ port, host })) === undefined;
}

/**
 * True when nobody listens on this port. Asked of all addresses at once, where that is answered truly: that is quicker,
 * for Node looks up what it is given. Not so on macOS, which would also ask the user whether to let the world in.
 * A port that only we may not have (port 80, which a server may get by other ways) is unused.
 */
export async function isPortUnused(port: number, platform = process.platform): Promise<boolean> {
  const problem = await problemOf(platform === "linux" ? { port } : { port, host: "127.0.0.1" });
  // To Windows a port that somebody has for himself alone is a forbidden one.
  return problem !== "EADDRINUSE" && !(problem === "EACCES" && platform === "win32");
}

async function problemOf(at: ListenOptions): Promise<string | undefined> {
  const server = createServer().unref();
  try {
    server.listen({ ...at, exclusive: true });
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "";
  } finally {
    server.close();
  }
}
