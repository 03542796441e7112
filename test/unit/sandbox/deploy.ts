import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as tar from "tar";
import type { Program } from "./sandbox-program.ts";

/** A web process that answers with its dyno's name. */
export const webProcess = `
require("node:http")
  .createServer((request, response) => response.end(process.env.DYNO + " " + (process.env.WORD ?? "")))
  .listen(process.env.PORT, () => console.log("listening"));
`;

interface StartedBuild {
  readonly id: string;
  readonly output_stream_url: string;
}

/** Starts a build of files that are sent as a source archive through the API. */
export async function startBuild(
  program: Program,
  app: string,
  folder: string,
  files: Record<string, string>,
): Promise<StartedBuild> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const archive = `${folder}.tgz`;
  await tar.create({ cwd: folder, gzip: true, file: archive }, Object.keys(files));
  const { source_blob: source } = await program.call<Source>("POST", "/sources");
  const uploaded = await fetch(source.put_url, { method: "PUT", body: await readFile(archive) });
  if (!uploaded.ok) throw new Error(`The source could not be uploaded: ${uploaded.status}`);
  return program.call("POST", `/apps/${app}/builds`, { source_blob: { url: source.get_url } });
}

interface Source {
  readonly source_blob: { readonly put_url: string; readonly get_url: string };
}

/** Builds and releases files; throws with the build's output when it fails. */
export async function deploy(
  program: Program,
  app: string,
  folder: string,
  files: Record<string, string>,
): Promise<void> {
  const build = await startBuild(program, app, folder, files);
  const output = await (await fetch(build.output_stream_url)).text();
  const { status } = await program.call<{ status: string }>("GET", `/apps/${app}/builds/${build.id}`);
  if (status !== "succeeded") throw new Error(`The build ended as ${status}:\n${output}`);
}

/** Follows an app's log until all of it that is kept matches; resolves with it. */
export async function waitForLog(program: Program, app: string, pattern: RegExp): Promise<string> {
  const wanted = { tail: true, lines: 1500 };
  const session = await program.call<{ logplex_url: string }>("POST", `/apps/${app}/log-sessions`, wanted);
  const stop = new AbortController();
  const { body } = await fetch(session.logplex_url, { signal: stop.signal });
  let seen = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += chunk;
    if (!pattern.test(seen)) continue;
    stop.abort();
    return seen;
  }
  throw new Error(`The log of ${app} ended without ${pattern}:\n${seen}`);
}
