/** What lies in a project. */
export interface Listing {
  /** Relative to the root, with slashes. */
  readonly files: ReadonlySet<string>;
  /** False when a bound was reached. */
  readonly complete: boolean;
  /** Files in git's index whose name is that of a `.env`; undefined when git could not be asked. */
  readonly trackedDotenvFiles: ReadonlySet<string> | undefined;
}

/** Folders that hold what others wrote or a program made. */
export const foreignFolders: ReadonlySet<string> = new Set([
  ".bundle",
  ".cache",
  ".git",
  ".gradle",
  ".heroku",
  ".hg",
  ".idea",
  ".mypy_cache",
  ".next",
  ".nuxt",
  ".nyc_output",
  ".pnpm-store",
  ".pytest_cache",
  ".ruff_cache",
  ".svn",
  ".terraform",
  ".tox",
  ".venv",
  ".vscode-test",
  ".yarn",
  "__pycache__",
  "_build",
  "bower_components",
  "build",
  "coverage",
  "deps",
  "dist",
  "log",
  "logs",
  "node_modules",
  "obj",
  "out",
  "site-packages",
  "target",
  "third_party",
  "tmp",
  "vendor",
  "venv",
]);

/** The name of a `.env`: `.env`, `.env.local`, `production.env`. */
export function looksLikeDotenv(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return name === ".env" || name.startsWith(".env.") || name.endsWith(".env");
}
