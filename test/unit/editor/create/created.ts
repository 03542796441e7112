import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { findGit, type GitProgram } from "../../../../src/git/program.ts";
import { createClient, type HerokuClient } from "../../../../src/heroku/client.ts";
import { createNodeFetch } from "../../../../src/heroku/transports/node-fetch.ts";
import { type Program, startProgram } from "../../sandbox/sandbox-program.ts";
import { temporaryFolder } from "../../sandbox/temporary-folder.ts";

export interface Place {
  readonly program: Program;
  readonly client: HerokuClient;
  readonly git: GitProgram;
  /** Empty, and gone with the test. */
  readonly folder: string;
}

/** A sandbox, a client of it, and a git with a name and an address. */
export async function openPlace(test: TestContext, ...options: string[]): Promise<Place> {
  const base = await temporaryFolder(test);
  const home = path.join(base, "home");
  const folder = path.join(base, "projects");
  await Promise.all([mkdir(home), mkdir(folder)]);
  await writeFile(path.join(home, ".gitconfig"), "[user]\n\tname = Test\n\temail = test@example.com\n");
  const program = await startProgram(test, path.join(base, "sandbox"), ...options);
  const { transport, close } = createNodeFetch();
  test.after(close);
  const { apiUrl, token } = program.ready;
  const client = createClient({ apiUrl, token, transport, userAgent: "test" });
  const git = await findGit({ env: { ...process.env, HOME: home, USERPROFILE: home } });
  return { program, client, git, folder };
}

/** The page of an app, through the sandbox's router: Node resolves no `name.localhost`. */
export async function fetchPage({ program }: Place, app: string, url = "/"): Promise<{ status: number; body: string }> {
  const { routerPort } = program.ready;
  const headers = { Host: `${app}.localhost:${routerPort}` };
  const request = http.get({ host: "127.0.0.1", port: routerPort, path: url, headers, agent: false });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}
