import path from "node:path";
import { type Invocation, invocationsOf } from "../procfile/commands/invocation.ts";
import { parseShell } from "../procfile/shell/parse-shell.ts";
import type { DebuggerKind } from "./debugger-of.ts";

/** How a command is made to wait for a debugger. */
export interface DebuggerSetup {
  readonly kind: DebuggerKind;
  /** Node and Python: a folder in which each process says where it listens. The others: the port to listen on. */
  readonly at: string;
  /** Folder of `node.cjs`, `sitecustomize.py` and `heroku_workbench_debugger.rb`. */
  readonly hooks: string;
  /** Python: the folder that holds debugpy, where an extension brings it. Go: the path of dlv. */
  readonly library?: string | undefined;
}

export interface Start {
  /** Text for a shell. */
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Variables are added and the command stays as it is, except for Go; undefined when dlv cannot be put before it. */
export function underDebugger(start: Start, setup: DebuggerSetup, platform = process.platform): Start | undefined {
  const { command, env } = start;
  const { kind, at, hooks, library = "" } = setup;
  const separator = platform === "win32" ? ";" : ":";
  const join = (before: string, after: string | undefined, by: string): string =>
    after ? `${before}${by}${after}` : before;
  switch (kind) {
    case "node": {
      const preload = `--require "${path.join(hooks, "node.cjs").replaceAll("\\", "\\\\")}"`;
      return added({ NODE_OPTIONS: join(preload, env["NODE_OPTIONS"], " "), HEROKU_WORKBENCH_DEBUGGER: at });
    }
    case "python":
      return added({
        PYTHONPATH: join(hooks, env["PYTHONPATH"], separator),
        HEROKU_WORKBENCH_DEBUGGER: at,
        HEROKU_WORKBENCH_DEBUGPY: library,
      });
    case "ruby":
      return added({
        RUBYLIB: join(hooks, env["RUBYLIB"], separator),
        RUBYOPT: join("-rheroku_workbench_debugger", env["RUBYOPT"], " "),
        HEROKU_WORKBENCH_DEBUGGER: at,
      });
    case "java": {
      const agent = `-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:${at}`;
      return added({ JAVA_TOOL_OPTIONS: join(agent, env["JAVA_TOOL_OPTIONS"], " ") });
    }
    case "go": {
      const line = underDelve(command, { dlv: library || "dlv", port: at });
      return line === undefined ? undefined : { command: line, env };
    }
  }
  function added(more: Readonly<Record<string, string>>): Start {
    return { command, env: { ...env, ...more } };
  }
}

interface Delve {
  readonly dlv: string;
  readonly port: string;
}

/** Puts dlv before the last program, or in the place of `go run`; everything else of the command stays as it is. */
export function underDelve(command: string, { dlv, port }: Delve): string | undefined {
  const last = invocationsOf(parseShell(command)).at(-1);
  if (last === undefined || last.quoted) return undefined;
  const call = (verb: string): string => `"${dlv}" ${verb} --headless --api-version=2 --listen=127.0.0.1:${port}`;
  const rest = last.args.length > 0 ? " --" : "";
  if (last.program !== "go") return insert(command, last.word, `${call("exec")} ${last.word.raw}${rest}`);
  const parts = goRun(last);
  if (parts === undefined) return undefined;
  const { start, flags, packages, more } = parts;
  const build = flags === "" ? "" : ` --build-flags="${flags}"`;
  const dashes = more ? " --" : "";
  return insert(command, { start, end: packages.end }, `${call("debug")}${build} ${packages.raw}${dashes}`);
}

/** `go run -tags x ./cmd/web --verbose`, taken apart. */
function goRun({ word, args: [verb, ...rest] }: Invocation) {
  if (verb?.value !== "run") return undefined;
  const index = rest.findIndex(({ value }, at) => !value.startsWith("-") && !takesValue(rest[at - 1]?.value));
  const first = rest[index];
  if (first === undefined) return undefined;
  const isFile = (value: string | undefined): boolean => value?.endsWith(".go") === true;
  const count = isFile(first.value) ? rest.slice(index).findIndex(({ value }) => !isFile(value)) : 1;
  const files = count === -1 ? rest.slice(index) : rest.slice(index, index + count);
  const raw = files.map((file) => file.raw).join(" ");
  const packages = { raw, end: files.at(-1)?.end ?? first.end };
  const flags = rest.slice(0, index).map(({ value }) => value);
  return { start: word.start, flags: flags.join(" "), packages, more: index + files.length < rest.length };
}

function takesValue(flag: string | undefined): boolean {
  return flag !== undefined && /^--?(?:tags|ldflags|gcflags|asmflags|mod|modfile|exec|C|p|o)$/.test(flag);
}

function insert(text: string, { start, end }: { readonly start: number; readonly end: number }, words: string): string {
  return `${text.slice(0, start)}${words}${text.slice(end)}`;
}
