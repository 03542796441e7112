import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startChild } from "../process/child.ts";
import { killTree } from "../process/end-tree.ts";
import { cleanEnvironment, readEnvironment } from "../process/environment.ts";
import { findProgram, type Surroundings } from "../process/find-program.ts";
import { resolveHost } from "./host.ts";
import { tokenInNetrc } from "./netrc.ts";

/** The token that the Heroku CLI works with now, and who said so; or why there is none. */
export type CliSession =
  | { readonly kind: "found"; readonly token: string; readonly from: "cli" | "netrc" }
  | { readonly kind: "none"; readonly why: "encrypted" | "no-answer" | "no-cli" | "signed-out" };

export interface CliSurroundings extends Surroundings {
  /** The person's home folder. */
  readonly home: string;
}

export interface CliSessionOptions extends CliSurroundings {
  /** Of the Platform API; the CLI files its tokens by it. */
  readonly apiUrl: string;
  /** Milliseconds that the CLI may take: it needs about one second to start. */
  readonly timeout?: number;
}

/** Asks `heroku auth:token`, which also knows the keychain; else reads netrc. Writes nothing, never throws. */
export async function readCliSession(options: CliSessionOptions): Promise<CliSession> {
  const program = await findCli(options);
  const token = program && (await askCli(program, options));
  if (typeof token === "string") return { kind: "found", token, from: "cli" };
  const file = netrcFile(options);
  const kept = tokenInNetrc(await readFile(file, "utf8").catch(() => ""), new URL(options.apiUrl).host);
  if (kept !== undefined) return { kind: "found", token: kept, from: "netrc" };
  if (await exists(`${file}.gpg`)) return { kind: "none", why: "encrypted" };
  if (token === timedOut) return { kind: "none", why: "no-answer" };
  return { kind: "none", why: program === undefined ? "no-cli" : "signed-out" };
}

/** Where the CLI keeps its tokens when it has no keychain. */
export function netrcFile({ env, platform, home }: CliSurroundings): string {
  const folder = readEnvironment(env, "HOME", platform) || home;
  return path.join(folder, platform === "win32" ? "_netrc" : ".netrc");
}

/** In `PATH`, then where its installers put it: an editor that was started by a click knows no shell's `PATH`. */
async function findCli({ env, platform, home }: CliSurroundings): Promise<string | undefined> {
  const found = await findProgram("heroku", { env, platform });
  if (found !== undefined) return found;
  const separator = platform === "win32" ? ";" : ":";
  const PATH = usualFolders({ env, platform, home }).join(separator);
  return findProgram("heroku", { env: { PATH, PATHEXT: env["PATHEXT"] }, platform });
}

function usualFolders({ env, platform, home }: CliSurroundings): readonly string[] {
  if (platform !== "win32") {
    const shared = ["/opt/homebrew/bin", "/usr/local/bin", "/home/linuxbrew/.linuxbrew/bin", "/snap/bin"];
    return [...shared, "/usr/local/lib/heroku/bin", path.posix.join(home, ".local/bin")];
  }
  return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => {
    const folder = readEnvironment(env, name, platform);
    return folder === undefined ? [] : [path.win32.join(folder, "heroku", "bin")];
  });
}

const largestOutput = 64 * 1024;
/** Whether the CLI is signed in is not known then. */
const timedOut = Symbol("timed out");

async function askCli(program: string, options: CliSessionOptions): Promise<string | typeof timedOut | undefined> {
  const { env, platform, home, timeout = 10_000 } = options;
  const start = platform === "win32" ? throughShell(program, env) : { command: program, args: ["auth:token"] };
  if (start === undefined) return undefined;
  const child = startChild({ ...start, cwd: home, env: environmentOf(options) });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output = (output + chunk.toString("utf8")).slice(0, largestOutput);
  });
  child.stderr.resume();
  const over = new AbortController();
  const exit = await Promise.race([
    child.closed,
    wait(timeout, undefined, { signal: over.signal }).catch(() => undefined),
  ]);
  over.abort();
  if (exit === undefined) {
    await killTree(child);
    return timedOut;
  }
  if (exit.kind !== "exited" || exit.code !== 0) return undefined;
  return output.split(/\r?\n/).findLast((line) => /^[\x21-\x7e]{8,}$/.test(line));
}

/**
 * Without `HEROKU_API_KEY`, which the CLI would give back; with the folders where its Node may be. Asked for the host
 * that the token will be sent to: that of one host is nothing for another.
 */
function environmentOf({ env, platform, home, apiUrl }: CliSessionOptions): Record<string, string> {
  const { HEROKU_API_KEY: _, ...kept } = cleanEnvironment(env, { platform });
  const isUsual = resolveHost(kept).apiUrl === new URL(apiUrl).origin;
  const host = isUsual ? {} : { HEROKU_HOST: new URL(apiUrl).origin };
  const quiet = { ...host, HEROKU_SKIP_NEW_VERSION_CHECK: "1", DISABLE_TELEMETRY: "true" };
  if (platform === "win32") return { ...kept, ...quiet };
  const PATH = [kept["PATH"] ?? "", ...usualFolders({ env, platform, home })].filter(Boolean).join(":");
  return { ...kept, ...quiet, PATH };
}

/** `heroku.cmd` is run by cmd.exe and by nothing else. A path with `%` or `"` in it would mean something there. */
function throughShell(program: string, env: NodeJS.ProcessEnv) {
  if (/[%"]/.test(program)) return undefined;
  const command = readEnvironment(env, "ComSpec", "win32") ?? "C:\\Windows\\System32\\cmd.exe";
  return { command, args: ["/d", "/s", "/c", `""${program}" auth:token"`], verbatim: true };
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
