import type { MessageConnection } from "vscode-jsonrpc";
import type { Client } from "./client.ts";
import { watchers } from "./watched-files.ts";

/** Asks the client to say when files or settings change, if it takes such wishes after the start. */
export function askForEvents(connection: MessageConnection, client: Client): void {
  const registrations = [
    ...(client.watchedFilesRegistration ? [wish("workspace/didChangeWatchedFiles", { watchers })] : []),
    ...(client.configurationRegistration
      ? [wish("workspace/didChangeConfiguration", { section: "herokuWorkbench" })]
      : []),
  ];
  if (registrations.length === 0) return;
  // A client that refuses tells of saved documents at least.
  connection.sendRequest("client/registerCapability", { registrations }).catch(() => {});
}

function wish(method: string, registerOptions: object): object {
  return { id: method, method, registerOptions };
}
