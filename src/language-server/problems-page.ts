import { readFile } from "node:fs/promises";
import { fileUri } from "./file-path.ts";

/** The address of a code's section in the documentation; undefined when there is no such page. */
export type ProblemLink = (code: string) => string | undefined;

/** Links into a page on the web: its address and `#code`. */
export function webLinks(page: string): ProblemLink {
  return (code) => `${page}#${code}`;
}

/** Links to the headings of a Markdown file by their lines, which editors understand for files. Reads the file once. */
export function fileLinks(file: string): () => Promise<ProblemLink> {
  let links: Promise<ProblemLink> | undefined;
  return () => {
    links ??= readHeadings(file);
    return links;
  };
}

async function readHeadings(file: string): Promise<ProblemLink> {
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const code = /^### `?([a-z0-9-]+)`?\s*$/.exec(line)?.[1];
    if (code !== undefined) lines.set(code, index + 1);
  }
  const page = fileUri(file);
  return (code) => (lines.has(code) ? `${page}#L${lines.get(code)}` : undefined);
}
