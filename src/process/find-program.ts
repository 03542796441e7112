import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { readEnvironment } from "./environment.ts";

export type Found =
  | { readonly kind: "found"; readonly path: string }
  /** `advice` is a sentence that says what to install. */
  | { readonly kind: "not-found"; readonly advice: string };

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

const here: Surroundings = { env: process.env, platform: process.platform };

/** The first program of that name in `PATH`, absolute; on Windows with the extensions of `PATHEXT`. */
export async function findProgram(name: string, { env, platform }: Surroundings = here): Promise<string | undefined> {
  const extensions = platform === "win32" ? programExtensions(env) : [""];
  for (const folder of searchPath(env, platform)) {
    for (const extension of extensions) {
      const candidate = join(platform, folder, name + extension);
      if (await isProgram(candidate)) return candidate;
    }
  }
  return undefined;
}

/** The bash that dynos and buildpacks run in: on Windows that of Git for Windows, never the one of WSL. */
export async function findBash(surroundings: Surroundings = here): Promise<Found> {
  const bash =
    surroundings.platform === "win32" ? await findGitBash(surroundings) : await findProgram("bash", surroundings);
  if (bash !== undefined) return { kind: "found", path: bash };
  return { kind: "not-found", advice: bashAdvice(surroundings.platform) };
}

function bashAdvice(platform: NodeJS.Platform): string {
  return platform === "win32"
    ? "bash was not found. Install Git for Windows (https://gitforwindows.org), which brings it."
    : "bash was not found in PATH. Install it with the system's package manager.";
}

async function findGitBash({ env, platform }: Surroundings): Promise<string | undefined> {
  const git = await findProgram("git", { env, platform });
  const roots = [
    // <root>\cmd\git.exe, <root>\bin\git.exe or <root>\mingw64\bin\git.exe
    ...(git === undefined ? [] : [join(platform, git, "..", ".."), join(platform, git, "..", "..", "..")]),
    ...["ProgramFiles", "ProgramFiles(x86)"].flatMap((name) => within(env, platform, name, "Git")),
    ...within(env, platform, "LOCALAPPDATA", "Programs", "Git"),
  ];
  const candidates = roots.flatMap((root) => [
    join(platform, root, "bin", "bash.exe"),
    join(platform, root, "usr", "bin", "bash.exe"),
  ]);
  for (const candidate of candidates) if (await isProgram(candidate)) return candidate;
  return findOtherBash({ env, platform });
}

/** One of MSYS2 or Cygwin will do; those in System32 and WindowsApps start Linux. */
async function findOtherBash({ env, platform }: Surroundings): Promise<string | undefined> {
  for (const folder of searchPath(env, platform)) {
    if (/\\(system32|sysnative|windowsapps)\\?$/i.test(folder)) continue;
    const candidate = join(platform, folder, "bash.exe");
    if (await isProgram(candidate)) return candidate;
  }
  return undefined;
}

function within(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, name: string, ...parts: string[]): string[] {
  const folder = readEnvironment(env, name, platform);
  return folder === undefined ? [] : [join(platform, folder, ...parts)];
}

function searchPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const folders = (readEnvironment(env, "PATH", platform) ?? "").split(platform === "win32" ? ";" : ":");
  // An empty or relative entry would run what lies in the current folder.
  return folders.filter((folder) => (platform === "win32" ? path.win32 : path.posix).isAbsolute(folder));
}

function programExtensions(env: NodeJS.ProcessEnv): string[] {
  return (readEnvironment(env, "PATHEXT", "win32") ?? ".COM;.EXE;.BAT;.CMD").toLowerCase().split(";");
}

function join(platform: NodeJS.Platform, ...parts: string[]): string {
  return (platform === "win32" ? path.win32 : path.posix).join(...parts);
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
