import { rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { readProcessTable } from "../../process/usage/process-table.ts";
import type { ControlHost } from "./answer.ts";
import { serve } from "./connection.ts";
import { addressOf, openRunsFolder, type RunsFolder, runsFolder } from "./runs-folder.ts";

export interface Control {
  /** A socket in a folder that only this user can enter; on Windows a named pipe. */
  readonly address: string;
  /** Tells all who subscribed that nothing of the run is left, and sends them away. */
  close(status: number): Promise<void>;
}

export interface ControlOptions extends Omit<ControlHost, "processTable"> {
  readonly runId: string;
  readonly at?: RunsFolder;
}

/** Lets programs of this user ask a running runner. Never a TCP port, which every web page could reach. */
export async function openControl({ runId, at = runsFolder(), ...options }: ControlOptions): Promise<Control> {
  const address = addressOf(await openRunsFolder(at), runId);
  const host: ControlHost = { ...options, processTable: sharedWhileUnderWay(readProcessTable) };
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    serve(socket, host);
  });
  await listen(server, address);
  return {
    address,
    async close(status) {
      host.audience.tell({ event: "ended", status });
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...sockets].map(sendAway));
      await closed;
      if (at.platform !== "win32") await rm(address, { force: true });
    },
  };
}

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
}

/** How long, in ms, the last words may take to a client that does not read. */
const lastWords = 2000;

async function sendAway(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, lastWords);
  socket.end(resolve);
  await promise;
  clearTimeout(timer);
  socket.destroy();
}

/** Who asks while an answer is made gets that one: the table of all processes is not free. */
function sharedWhileUnderWay<T>(make: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= make().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
