/** The least of a document that says whose it is. */
export interface FileLike {
  readonly languageId: string;
  readonly uri: { readonly scheme: string; readonly path: string };
}

/** Which setting switches a file's language on. */
export type LanguageArea = "appJson" | "dotenv" | "procfile";

/** Companions of app.json, known by their names whatever language they are in. */
export const smallFiles = [
  ".foreman",
  ".python-version",
  ".slugignore",
  "project.toml",
  "runtime.txt",
  "system.properties",
] as const;

/** The language of config vars as a document: dotenv's, under a name that settings of its own can be given to. */
const configDocument = { scheme: "heroku-config", language: "heroku-config" };

/** Whether a document is written in the language of .env files. */
export function isDotenv({ languageId }: Pick<FileLike, "languageId">): boolean {
  return languageId === "dotenv" || languageId === configDocument.language;
}

const named: ReadonlySet<string> = new Set(["app.json", ...smallFiles]);

/** Undefined for a file that is none of ours. */
export function areaOf({ languageId, uri }: FileLike): LanguageArea | undefined {
  if (languageId === configDocument.language && uri.scheme === configDocument.scheme) return "dotenv";
  if (uri.scheme !== "file" && uri.scheme !== "untitled") return undefined;
  if (languageId === "procfile" || languageId === "dotenv") return languageId;
  return named.has(uri.path.slice(uri.path.lastIndexOf("/") + 1)) ? "appJson" : undefined;
}

/** The same for the language client. No claim is laid on the language of app.json, which is JSON's own. */
export const documentSelector = [
  ...["file", "untitled"].flatMap((scheme) => [
    { scheme, language: "procfile" },
    { scheme, language: "dotenv" },
    ...[...named].map((name) => ({ scheme, pattern: `**/${name}` })),
  ]),
  configDocument,
];
