import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { createClient } from "../../src/heroku/client.ts";
import { globalFetch } from "../../src/heroku/transports/global-fetch.ts";

export interface EditorMeasures {
  /** Milliseconds from the wish to activate until `activate` is done, with the messages to the window that VS Code needs for it. */
  readonly asked: number;
  readonly connections: number;
  /** Milliseconds. */
  readonly perGet: number;
}

/** VS Code calls this in the extension host. Does not end: the window is to be looked at, and closed by the bench. */
export async function run(): Promise<never> {
  const asked = await measureActivation();
  const measures: EditorMeasures = { asked, ...(await measureConnections()) };
  const file = process.env["HEROKU_WORKBENCH_TEST_OUTCOME"];
  if (file) await writeFile(file, JSON.stringify(measures));
  await vscode.commands.executeCommand("workbench.action.showRuntimeExtensions");
  return new Promise(() => undefined);
}

async function measureActivation(): Promise<number> {
  const extension = vscode.extensions.getExtension("heroku-workbench.heroku-workbench");
  if (!extension || extension.isActive) throw new Error("The extension is not there, or active already.");
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}

async function measureConnections(): Promise<Omit<EditorMeasures, "asked">> {
  let connections = 0;
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  });
  server.on("connection", () => {
    connections++;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createClient({ apiUrl, token: "token", transport: globalFetch, userAgent: "heroku-workbench/bench" });
  const started = performance.now();
  for (let index = 0; index < 10; index++) await client.get("/account");
  const perGet = (performance.now() - started) / 10;
  server.close().closeAllConnections();
  return { connections, perGet };
}
