import { lstat, open, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type FilledFile, fillEnvFile } from "../../dotenv/fill-env-file.ts";
import { parseDotenv, valuesOf } from "../../dotenv/parse-dotenv.ts";

/** A .env file as it is on disk, or would be. */
export interface EnvFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly exists: boolean;
  readonly vars: ReadonlyMap<string, string>;
  /** Line, from 1, of a quote without its end: nobody can say what the file means from there on. */
  readonly openQuote: number | undefined;
  /** What stands in it, and can be no config var. */
  readonly strange: readonly string[];
}

/** Throws for what is no text in UTF-8. */
export async function readEnvFile(file: string): Promise<EnvFile> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  const text = bytes === undefined ? "" : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const document = parseDotenv(text);
  const entries = document.items.filter((item) => item.kind === "entry");
  const vars = valuesOf(document);
  const unclosed = entries.find(({ value }) => !value.closed);
  return {
    path: file,
    name: path.basename(file),
    text,
    exists: bytes !== undefined,
    vars,
    openQuote: unclosed && unclosed.range.start.line + 1,
    strange: entries.map(({ key }) => key.text).filter((key) => !vars.has(key)),
  };
}

/** A new file is for its owner only; on Windows it has what its folder gives. One that is there keeps its mode. */
export async function writeEnvFile({ path: file, exists }: EnvFile, text: string): Promise<void> {
  if (exists) return writeFile(file, text);
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/**
 * Puts a change into a .env file as it is on disk at this moment: whoever wrote it since it was last read loses nothing.
 * `broken` is the line of a quote without its end; nothing is written then, since it would become part of that value.
 */
export async function changeEnvFile(
  file: string,
  change: Readonly<Record<string, string | null>>,
): Promise<FilledFile | { readonly broken: number }> {
  const now = await readEnvFile(file);
  if (now.openQuote !== undefined) return { broken: now.openQuote };
  const filled = fillEnvFile(now.text, change);
  await writeEnvFile(now, filled.text);
  return filled;
}

/** Names of the .env files right in a folder, `.env` first; examples are none. */
export async function envFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter(
    (name) => /^\.env(?:\.[\w.-]+)?$/.test(name) && !/example|sample|template|dist$/.test(name),
  );
  const files = await Promise.all(
    found.map(async (name) =>
      (await lstat(path.join(folder, name)).catch(() => undefined))?.isDirectory() ? [] : [name],
    ),
  );
  return files.flat().sort();
}
