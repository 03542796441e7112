import path from "node:path";

const domain = ["language", "procfile", "dotenv", "manifest", "logs", "advice"];

/** Which rooms of `src/` a room may import, beside itself. `CONTRIBUTING.md` says why. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  language: domain,
  procfile: domain,
  dotenv: domain,
  manifest: domain,
  logs: domain,
  advice: domain,
  process: [],
  http: [],
  heroku: [...domain, "process"],
  runner: [...domain, "process"],
  git: [...domain, "process"],
  traffic: [...domain, "process", "http"],
  project: ["language", "procfile", "dotenv", "manifest", "process"],
  sandbox: ["language", "procfile", "dotenv", "manifest", "logs", "process", "http"],
  "language-server": ["language", "procfile", "dotenv", "manifest", "project"],
  editor: [...domain, "project", "process", "heroku", "runner", "git"],
  cli: [...domain, "project", "process", "runner", "traffic", "language-server", "sandbox"],
  "extension.ts": ["editor"],
};

/** What of Node a domain room may use: nothing that reads, writes, starts or waits. */
const pureModules = ["path", "util", "url", "buffer", "events", "crypto"];

/** What `file` (from `src/`, with slashes) may not import, as the specifiers stand in `source`. */
export function forbiddenImports(file: string, source: string): string[] {
  const room = roomOf(file);
  return specifiers(source).filter((specifier) => !isAllowed(room, file, specifier));
}

function isAllowed(room: string, file: string, specifier: string): boolean {
  if (specifier === "vscode") return room === "editor" || room === "extension.ts";
  if (specifier.startsWith("node:")) return !domain.includes(room) || isPure(specifier);
  if (!specifier.startsWith(".")) return true;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (target.startsWith("..")) return target === "../package.json";
  const targetRoom = roomOf(target);
  return targetRoom === room || (mayImport[room] ?? []).includes(targetRoom);
}

function isPure(specifier: string): boolean {
  return pureModules.includes(specifier.slice("node:".length).split("/")[0] ?? "");
}

function roomOf(file: string): string {
  return file.split("/")[0] ?? file;
}

/** Everything that is imported, re-exported or required, types and types in place too. */
function specifiers(source: string): string[] {
  const gap = String.raw`(?:\s|/\*[^]*?\*/)*`;
  const pattern = new RegExp(String.raw`\b(?:from|import|require)${gap}\(?${gap}(["'\x60])([^"'\x60\n]+)\1`, "g");
  return [...source.matchAll(pattern)].map((match) => match[2] ?? "");
}
