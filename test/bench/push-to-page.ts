import { mkdtemp, rm } from "node:fs/promises";
import { get } from "node:http";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { captured, leashed } from "../../scripts/processes.ts";
import { createApp } from "../../src/heroku/resources/apps.ts";
import { type Figure, median } from "./figures.ts";
import { type Project, smallestApp, withProject } from "./project.ts";
import { withSandbox } from "./sandbox-process.ts";

const rounds = 3;
const port = 5790;

/** From `git push` to the first 200; beside it what git and Node alone need for the same on this machine. */
export async function pushToPage(): Promise<readonly Figure[]> {
  const floor = median(await repeat(() => withProject(smallestApp, pushAndStartByHand)));
  const taken = await withSandbox(({ client, gitUrl, token, get: page }) =>
    repeat((round) =>
      withProject(smallestApp, async (project) => {
        const { name } = await createApp(client, { name: `bench-push-${round}` });
        return timed(async () => {
          await project.push(`${gitUrl}/${name}.git`, token);
          await until(() => page(name));
        });
      }),
    ),
  );
  const value = `${median(taken).toFixed(0)} ms, ${(median(taken) / floor).toFixed(1)} × a bare push and start (${floor.toFixed(0)} ms)`;
  return [{ name: "git push to the first 200", value }];
}

/** A push into an empty bare repository, then the same command as the dyno's. */
async function pushAndStartByHand({ folder, git }: Project): Promise<number> {
  const bare = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-bare-"));
  await captured("git", ["init", "-q", "--bare", bare]);
  let server: ReturnType<typeof leashed> | undefined;
  try {
    return await timed(async () => {
      await git(["push", "-q", bare, "HEAD:main"]);
      const env = { ...process.env, PORT: String(port) };
      server = leashed(process.execPath, [path.join(folder, "server.mjs")], { env });
      await until(() => statusOf(port));
    });
  } finally {
    await server?.stop();
    await rm(bare, { recursive: true, force: true });
  }
}

async function repeat(measure: (round: number) => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) all.push(await measure(round));
  return all;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function until(status: () => Promise<number>): Promise<void> {
  const limit = performance.now() + 60_000;
  while ((await status().catch(() => 0)) !== 200) {
    if (performance.now() > limit) throw new Error("The app did not come up within a minute.");
    await sleep(5);
  }
}

function statusOf(at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port: at }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    }).on("error", reject);
  });
}
