import { rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { addressOf, openRunsFolder } from "../../runner/control/runs-folder.ts";

/** Where a program in a terminal says that its work is over, while the terminal still shows its last words. */
export interface Door {
  readonly address: string;
  /** Resolves when the program that came has finished its work or was killed, or at `dispose`. */
  readonly over: Promise<void>;
  dispose(): void;
}

/** Opens a private socket for the terminal program of one run. */
export async function openDoor(runId: string): Promise<Door> {
  const place = await openRunsFolder();
  const address = addressOf(place, `d${runId}`);
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let visitor: Socket | undefined;
  const server = createServer((socket) => {
    visitor = socket.on("error", () => {}).on("close", () => resolve());
    socket.resume().unref();
    server.close();
    if (place.platform !== "win32") void rm(address, { force: true });
  });
  await new Promise<void>((listening, failed) => server.once("error", failed).listen(address, listening));
  server.unref();
  return {
    address,
    over,
    dispose() {
      server.close();
      visitor?.destroy();
      resolve();
    },
  };
}
