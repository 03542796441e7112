import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** A folder with files, removed when its variable goes out of scope. */
export interface TemporaryProject extends AsyncDisposable {
  readonly folder: string;
  readonly uri: string;
  uriOf(file: string): string;
  write(file: string, text: string): Promise<void>;
}

export async function createTemporaryProject(files: Readonly<Record<string, string>> = {}): Promise<TemporaryProject> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "language-server-")));
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries(files)) await write(file, text);
  return {
    folder,
    uri: pathToFileURL(folder).href,
    uriOf: (file) => pathToFileURL(path.join(folder, file)).href,
    write,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The text without its `|`, and the place where it stood. */
export function atCursor(marked: string): { text: string; position: { line: number; character: number } } {
  const lines = marked.split("\n");
  const line = lines.findIndex((each) => each.includes("|"));
  const character = lines[line]?.indexOf("|") ?? 0;
  return { text: marked.replace("|", ""), position: { line, character } };
}
