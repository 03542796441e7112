import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type ExportedFile, signature } from "../../runner/export/export-request.ts";
import { nameOf, readIfThere } from "./read-file.ts";
import { failure } from "./verb.ts";

export interface Written {
  readonly written: readonly string[];
  /** Of an earlier export of this app, and no longer part of it. */
  readonly removed: readonly string[];
}

/** Writes all files, each whole or not at all. Throws a `Failure`. */
export async function writeExport(folder: string, app: string, files: readonly ExportedFile[]): Promise<Written> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name } of files) await checkOurs(path.join(folder, name), app);
    for (const file of files) await replace(path.join(folder, file.name), file);
    const removed = await findLeftovers(folder, app, new Set(files.map(({ name }) => name)));
    for (const file of removed) await rm(file);
    return { written: files.map(({ name }) => path.join(folder, name)), removed };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw failure(`The units could not be written. ${message}`);
  }
}

/** Whatever else has the name of one of ours stays. */
async function checkOurs(file: string, app: string): Promise<void> {
  const text = await readIfThere(file);
  if (text === undefined || text.includes(signature(app))) return;
  throw failure(`${nameOf(file)} is there already, and not of an export of ${app}. Choose another folder, or -a NAME.`);
}

/** By a new file, so that nobody who may read the old one reads the secrets of this one. */
async function replace(file: string, { text, isSecret }: ExportedFile): Promise<void> {
  const draft = `${file}.${crypto.randomUUID()}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(text);
    if (!isSecret) await handle.chmod(0o644);
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

async function findLeftovers(folder: string, app: string, kept: ReadonlySet<string>): Promise<string[]> {
  const names = (await readdir(folder)).filter(
    (name) => !kept.has(name) && /\.(service|target|plist|conf|env|env\.sh)$/.test(name),
  );
  const found: string[] = [];
  for (const name of names.filter((each) => each.startsWith(app))) {
    const file = path.join(folder, name);
    if ((await readIfThere(file))?.split("\n", 2).some((line) => line.includes(signature(app)))) found.push(file);
  }
  return found;
}
