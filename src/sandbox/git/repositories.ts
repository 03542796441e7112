import fs from "node:fs/promises";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Builds, Outputs, Places, Repositories, Store } from "../parts.ts";
import { type GitHome, prepareGitHome } from "./git-home.ts";
import { type Backend, serveGit } from "./http-backend.ts";
import { createPushDesk } from "./push-desk.ts";
import { createPushes } from "./pushes.ts";

export interface RepositoriesOptions {
  readonly places: Places;
  readonly store: Store;
  readonly builds: Builds;
  readonly outputs: Outputs;
}

/** Milliseconds. */
const lastWords = 1000;

/** Bare repositories in `places.repositories`, named by app id, so that an app can be renamed. */
export function createRepositories({ places, store, builds, outputs }: RepositoriesOptions): Repositories {
  const backends = new Map<Backend, string>();
  const closing = new AbortController();
  const folderOf = (appId: string) => path.join(places.repositories, `${appId}.git`);
  const pushes = createPushes({ store, places, builds, outputs, git, signal: closing.signal });
  const desk = createPushDesk(pushes.receive);
  let home: Promise<GitHome> | undefined;

  async function git(): Promise<GitHome> {
    home ??= prepareGitHome(path.join(places.repositories, "git-home"));
    return home;
  }

  const create = async (appId: string): Promise<string> => {
    const folder = folderOf(appId);
    const { run } = await git();
    if (!(await exists(path.join(folder, "HEAD")))) {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      await run(["init", "--quiet", "--bare", "--initial-branch=main", folder], { cwd: folder });
    }
    return folder;
  };

  const end = async (isEnded: (appId: string) => boolean): Promise<void> => {
    const ended = [...backends].filter(([, appId]) => isEnded(appId));
    await Promise.all(ended.map(([backend]) => backend.end()));
  };

  return {
    create: async (app) => void (await create(app.id)),
    async delete(appId) {
      await lastWordsOf([...backends].flatMap(([backend, id]) => (id === appId ? [backend] : [])));
      await end((id) => id === appId);
      await fs.rm(folderOf(appId), { recursive: true, force: true, maxRetries: 5 });
    },
    handle(app, request, response, user = store.accounts.self()) {
      const serve = async () => {
        const folder = await create(app.id);
        const admission = await desk.admit({ app, user, folder });
        const env = { ...(await git()).env, ...admission.env };
        const backend = serveGit(request, response, { folder, env });
        backends.set(backend, app.id);
        await backend.ended;
        backends.delete(backend);
        admission.end();
      };
      serve().catch((error: Error) => answerFailure(response, error));
    },
    async close() {
      await lastWordsOf([...backends.keys()]);
      closing.abort();
      await end(() => true);
      await desk.close();
    },
  };
}

/** Pushes whose builds were canceled just now still tell their clients. */
async function lastWordsOf(backends: readonly Backend[]): Promise<void> {
  await Promise.race([Promise.all(backends.map(({ ended }) => ended)), wait(lastWords, null, { ref: false })]);
}

function answerFailure(response: ServerResponse, error: Error): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" }).end(`${error.message}\n`);
}

function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}
