/** What the server makes of a document. */
export type DocumentKind = "procfile" | "dotenv" | "appJson" | "smallFile";

const smallFiles = new Set([
  ".slugignore",
  ".foreman",
  "runtime.txt",
  ".python-version",
  "system.properties",
  "project.toml",
]);

/** Goes by the language that the editor chose, else by the name; undefined for what is none of ours. */
export function documentKind(uri: string, languageId: string): DocumentKind | undefined {
  if (languageId === "procfile") return "procfile";
  if (languageId === "dotenv") return "dotenv";
  const name = baseName(uri);
  if (name === "app.json") return "appJson";
  if (smallFiles.has(name)) return "smallFile";
  if (/^procfile(\..*)?$/i.test(name) || /\.procfile$/i.test(name)) return "procfile";
  return isDotenvName(name) ? "dotenv" : undefined;
}

/** `.env.d.ts` and `.env.js` are programs. */
function isDotenvName(name: string): boolean {
  if (!/^\.env(\..*)?$|\.env$/.test(name)) return false;
  return !/\.(?:[cm]?[jt]s|json|ya?ml|py|rb|php|sh)$/.test(name);
}

function baseName(uri: string): string {
  const path = uri.replace(/[?#].*$/s, "");
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/^untitled:/, "");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
