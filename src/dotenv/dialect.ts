/**
 * Whose file it is, by its name. *workbench*: `.env`, `.env.*`, `*.env`, which foreman, heroku local and the like read;
 * of the others nothing is said.
 */
export type DotenvDialect = "workbench" | "docker" | "flask" | "direnv" | "other";

/** `file` is a path with slashes. */
export function dialectOf(file: string): DotenvDialect {
  const folders = file.toLowerCase().split("/");
  const name = folders.pop() ?? "";
  if (name === ".flaskenv") return "flask";
  if (name === ".envrc") return "direnv";
  if (!/^\.env(\..+)?$|^.+\.env$/.test(name) || /\.(enc|gpg|age|asc|sops|keys|vault|me)$/.test(name)) return "other";
  if (/^\.env\..*\b(json|ya?ml|toml|[cm]?[jt]sx?|rb|py|php|sh|ps1|md)$/.test(name)) return "other";
  if (/(^|[.-])(docker|compose|docker-compose)(\.env$|$)/.test(name)) return "docker";
  if (name !== ".env" && folders.some((folder) => /^\.?(docker|devcontainer)$/.test(folder))) return "docker";
  return "workbench";
}

/** A file that is there to be copied, and is committed: `.env.example`, `sample.env`. */
export function isExampleFile(file: string): boolean {
  const words = file.toLowerCase().split("/").pop()?.split(/[._-]/) ?? [];
  return words.some((word) => exampleWords.has(word));
}

const exampleWords = new Set(["example", "sample", "template", "tmpl", "tpl", "dist", "default", "defaults", "schema"]);
