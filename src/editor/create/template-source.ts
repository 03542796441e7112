import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { clone } from "../../git/clone.ts";
import type { GitProgram } from "../../git/program.ts";
import { readTemplate, type Template } from "./template.ts";

/** A folder with an app.json, to be copied; what was fetched for it goes with `discard`. */
export interface TemplateSource {
  readonly folder: string;
  /** A name for the new project. */
  readonly name: string;
  readonly template: Template;
  discard(): Promise<void>;
}

/** Throws a sentence when the folder has no app.json that can be read. */
export async function fromFolder(folder: string, discard = async (): Promise<void> => {}): Promise<TemplateSource> {
  const text = await readFile(path.join(folder, "app.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new Error("There is no app.json in it, so it is no template.");
  return { folder, name: path.basename(folder), template: readTemplate(text), discard };
}

export interface RepositoryAddress {
  readonly url: string;
  readonly branch: string | undefined;
  readonly name: string;
}

/** An address that git can clone, also one that was copied from the page of a repository or a branch. */
export function parseAddress(text: string): RepositoryAddress | undefined {
  const address = text.trim();
  const page =
    /^(https:\/\/(?:github|gitlab)\.com\/[\w.-]+\/[\w.-]+?)(?:\.git)?(?:\/(?:-\/)?tree\/([^?#]+?))?\/?$/.exec(address);
  if (page?.[1]) return { url: page[1], branch: page[2], name: lastPart(page[1]) };
  const ssh = /^([\w.-]+@[\w.-]+):(?!\/)([^\s]+)$/.exec(address);
  if (ssh) return { url: `ssh://${ssh[1]}/${ssh[2]}`, branch: undefined, name: lastPart(address) };
  if (!/^(?:https?|ssh|git|file):\/\/\S+$/.test(address) || !URL.canParse(address)) return undefined;
  return { url: address, branch: undefined, name: lastPart(address) };
}

/** Fetches the newest commit into a temporary folder. Undefined when it was cancelled. */
export async function fromRepository(
  git: GitProgram,
  { url, branch, name }: RepositoryAddress,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (text: string) => void },
): Promise<TemplateSource | undefined> {
  const parent = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-template-"));
  const discard = () => rm(parent, { recursive: true, force: true, maxRetries: 3 });
  try {
    const end = await clone({ git, url, parent, name, newest: { branch }, signal, onProgress });
    if (end.kind === "cloned") return await fromFolder(path.join(parent, name), discard);
    await discard();
    if (end.kind === "cancelled") return undefined;
    throw new Error(end.message);
  } catch (error) {
    await discard();
    throw error;
  }
}

function lastPart(address: string): string {
  const last =
    address
      .replace(/[/\\]+$/, "")
      .split(/[/\\:]/)
      .at(-1) ?? "";
  return last.replace(/\.git$/, "").replace(/[^\w.-]/g, "-") || "app";
}
