/** The values that are set, as a child gets them. */
export type Environment = Record<string, string>;

/**
 * A copy for children that run other people's code: without what the editor put there (`VSCODE_*`, `ELECTRON_*`)
 * and, with `git: "drop"`, without `GIT_*`. On Windows names are compared without regard to case.
 */
export function cleanEnvironment(
  source: NodeJS.ProcessEnv,
  { git = "keep", platform = process.platform }: { git?: "keep" | "drop"; platform?: NodeJS.Platform } = {},
): Environment {
  const prefixes = ["VSCODE_", "ELECTRON_", ...(git === "drop" ? ["GIT_"] : [])];
  // The editor's own answers git's questions, through variables that are dropped here.
  const isAskedByEditor = readEnvironment(source, "VSCODE_GIT_ASKPASS_MAIN", platform) !== undefined;
  const isEditors = (name: string): boolean =>
    prefixes.some((prefix) => name.startsWith(prefix)) || (isAskedByEditor && name === "GIT_ASKPASS");
  return selectEnvironment(source, platform, (name) => !isEditors(name));
}

/** Only the named values, where they are set. */
export function pickEnvironment(
  source: NodeJS.ProcessEnv,
  names: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Environment {
  const wanted = new Set(names.map((name) => comparable(name, platform)));
  return selectEnvironment(source, platform, (name) => wanted.has(name));
}

/** The value of a variable; on Windows `PATH` finds `Path`. */
export function readEnvironment(
  source: NodeJS.ProcessEnv,
  name: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  return source[name] ?? Object.values(pickEnvironment(source, [name], platform))[0];
}

function selectEnvironment(
  source: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isWanted: (name: string) => boolean,
): Environment {
  const selected: Environment = {};
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && isWanted(comparable(name, platform))) selected[name] = value;
  }
  return selected;
}

function comparable(name: string, platform: NodeJS.Platform): string {
  return platform === "win32" ? name.toUpperCase() : name;
}
