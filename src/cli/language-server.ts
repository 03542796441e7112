import { readFileSync } from "node:fs";
import path from "node:path";
import type { MessageConnection } from "vscode-jsonrpc";
import { connect, createMessageWriter } from "../language-server/connection.ts";
import { describeError } from "../language-server/describe-error.ts";
import { createMessageReader } from "../language-server/message-reader.ts";
import { fileLinks } from "../language-server/problems-page.ts";
import { createServer } from "../language-server/server.ts";

const usage = `Usage: node dist/language-server.js --stdio

A language server (LSP 3.17) for Procfile, .env and app.json.

  --stdio     speak on standard input and output
  --node-ipc  speak on the IPC channel of a Node parent
  --version   print the version
  --help      print this
`;

const folder = import.meta.dirname;
const args = process.argv.slice(2);

if (args.includes("--help") || args.includes("-h")) process.stdout.write(usage);
else if (args.includes("--version")) process.stdout.write(`${version()}\n`);
else if (args.includes("--node-ipc") && process.send) serve(await ipcConnection());
else if (args.includes("--stdio")) serve(stdioConnection());
else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

function serve(connection: MessageConnection): void {
  const server = createServer(connection, {
    version: version(),
    problemLinks: fileLinks(path.join(programRoot(), "docs", "problems.md")),
    exit: (code) => process.exit(code),
    onParent: watchParent,
  });
  // Without its client a server serves nobody; one that was asked to shut down ends in peace.
  const leave = () => process.exit(server.isShutDown() ? 0 : 1);
  connection.onClose(leave);
  process.on("disconnect", leave);
  // One request that fails must not end the others.
  const report = (error: unknown) => process.stderr.write(`${describeError(error)}\n`);
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
  connection.listen();
}

function stdioConnection(): MessageConnection {
  const writer = createMessageWriter(process.stdout);
  const reader = createMessageReader(process.stdin, (error) => {
    // JSON-RPC answers what it cannot read under the id null.
    writer.write({ jsonrpc: "2.0", id: null, error } as Parameters<typeof writer.write>[0]).catch(() => {});
  });
  process.stdout.on("error", () => process.exit(1));
  return connect(reader, writer);
}

async function ipcConnection(): Promise<MessageConnection> {
  const { createMessageConnection, IPCMessageReader, IPCMessageWriter } = await import("vscode-jsonrpc/node");
  return createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
}

function watchParent(processId: number): void {
  setInterval(() => {
    if (!isAlive(processId)) process.exit(1);
  }, 3000).unref();
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The folder that holds package.json and docs/: one above dist/, two above src/cli/. */
function programRoot(): string {
  return path.basename(folder) === "dist" ? path.dirname(folder) : path.resolve(folder, "../..");
}

/** Found without taking in all of package.json, most of which is for the editor. */
function version(): string {
  try {
    const manifest = readFileSync(path.join(programRoot(), "package.json"), "utf8");
    return /"version": *"([^"]+)"/.exec(manifest)?.[1] ?? "unknown";
  } catch {
    return "unknown";
  }
}
