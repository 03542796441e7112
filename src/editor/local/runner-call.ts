import { readEnvironment } from "../../process/environment.ts";

/** A call of the local runner for a terminal or a task, on the editor's own Node. */
export interface RunnerCall {
  readonly path: string;
  /** One string on Windows, where cmd.exe has quoting rules of its own. */
  readonly args: string | string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface RunnerCallOptions {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly execPath: string;
}

const asNode = { ELECTRON_RUN_AS_NODE: "1" };

/** `words` begins with the path of `dist/local.js`. */
export function runnerCall(
  words: readonly string[],
  { platform, env, execPath }: RunnerCallOptions = process,
): RunnerCall {
  if (platform !== "win32") return { path: execPath, args: [...words], env: asNode };
  // The editor is no console program there; cmd.exe lends it the terminal, as it does for the editor's own command line.
  const line = [execPath, ...words].map(quoted).join(" ");
  return { path: readEnvironment(env, "ComSpec", platform) ?? "cmd.exe", args: `/d /s /c "${line}"`, env: asNode };
}

/** Names of files hold no quotes on Windows; a percent sign would begin a variable. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', "").replaceAll("%", '"^%"')}"`;
}
