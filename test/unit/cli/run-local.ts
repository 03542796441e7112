import { spawn } from "node:child_process";
import path from "node:path";

export const program = path.resolve(import.meta.dirname, "../../../src/cli/local.ts");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program to its end, as a person does in a pipe. */
export function runLocal(cwd: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const call = ["--disable-warning=ExperimentalWarning", program, ...args];
    const child = spawn(process.execPath, call, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", reject).on("close", (code) => resolve({ code, out, err }));
  });
}
