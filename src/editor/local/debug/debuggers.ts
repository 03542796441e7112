import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { cleanEnvironment } from "../../../process/environment.ts";
import { findProgram } from "../../../process/find-program.ts";
import type { DebuggerKind } from "../../../runner/debugger-of.ts";

/** The debugger of a language, and what tells VS Code to attach it to a process that waits. */
export interface Debugger {
  /** Identifier of the extension that brings it. */
  readonly extension: string;
  readonly label: string;
  /** Each process says by itself where it listens; else it listens on a port that it is given. */
  readonly announces: boolean;
  attach(place: Place): { readonly type: string; readonly [name: string]: unknown };
  /** A folder or a program beside the extension that the process needs. */
  library?(): Promise<string | undefined>;
}

/** Where a process listens for its debugger. */
export interface Place {
  readonly port: number;
  /** Of Node's inspector. */
  readonly url?: string | undefined;
}

const host = "127.0.0.1";

export const debuggers: Readonly<Record<DebuggerKind, Debugger>> = {
  node: {
    extension: "ms-vscode.js-debug",
    label: "JavaScript Debugger",
    announces: true,
    // What it starts announces itself.
    attach: ({ url }) => ({
      type: "node",
      websocketAddress: url,
      autoAttachChildProcesses: false,
      continueOnAttach: true,
    }),
  },
  python: {
    extension: "ms-python.debugpy",
    label: "Python Debugger",
    announces: true,
    attach: ({ port }) => ({ type: "debugpy", connect: { host, port } }),
    async library() {
      const found = vscode.extensions.getExtension("ms-python.debugpy");
      return found && path.join(found.extensionPath, "bundled", "libs");
    },
  },
  ruby: {
    extension: "KoichiSasada.vscode-rdbg",
    label: "VSCode rdbg Ruby Debugger",
    announces: false,
    attach: ({ port }) => ({ type: "rdbg", debugPort: `${host}:${port}`, localfs: true, nonstop: true }),
  },
  go: {
    extension: "golang.go",
    label: "Go",
    announces: false,
    attach: ({ port }) => ({ type: "go", mode: "remote", host, port }),
    library: findDelve,
  },
  java: {
    extension: "vscjava.vscode-java-debug",
    label: "Debugger for Java",
    announces: false,
    attach: ({ port }) => ({ type: "java", hostName: host, port }),
  },
};

/** The Go extension installs it beside other programs of Go, where PATH often does not look. */
async function findDelve(): Promise<string | undefined> {
  const { platform } = process;
  const env = cleanEnvironment(process.env);
  const folders = [env["GOBIN"], path.join(env["GOPATH"] ?? path.join(homedir(), "go"), "bin")];
  const more = folders.filter((folder) => folder !== undefined).join(path.delimiter);
  const here = await findProgram("dlv", { env, platform });
  return here ?? findProgram("dlv", { env: { ...env, PATH: more }, platform });
}
