import { appOfRemote } from "./app-of-remote.ts";
import { gitError } from "./errors.ts";
import { localGit } from "./local-git.ts";
import type { GitProgram } from "./program.ts";

export interface Remote {
  readonly name: string;
  /** Where a push would go, as it is written in the configuration; may hold credentials: not to be shown or logged. */
  readonly url: string;
}

export interface AppRemote {
  readonly name: string;
  readonly app: string;
}

/** The remotes of a repository, by name. */
export async function listRemotes(git: GitProgram, folder: string): Promise<Remote[]> {
  const listing = await localGit(git, folder).ask("config", "--null", "--get-regexp", "^remote\\..*\\.(url|pushurl)$");
  const found = new Map<string, { url?: string; pushurl?: string }>();
  for (const entry of (listing ?? "").split("\0")) {
    const [, name, kind, url] = /^remote\.(.*)\.(url|pushurl)\n(.*)$/s.exec(entry) ?? [];
    if (name === undefined || url === undefined) continue;
    const remote = found.get(name) ?? {};
    found.set(
      name,
      kind === "url" ? { ...remote, url: remote.url ?? url } : { ...remote, pushurl: remote.pushurl ?? url },
    );
  }
  return [...found].flatMap(([name, { url, pushurl }]) => {
    const target = pushurl ?? url;
    return target === undefined ? [] : [{ name, url: target }];
  });
}

/** The remotes of a repository that lead to apps: the one that `heroku.remote` of its configuration names, then `heroku`. */
export async function appRemotesOf(git: GitProgram, folder: string, gitUrl: string): Promise<AppRemote[]> {
  const remotes = appRemotes(await listRemotes(git, folder), gitUrl);
  // One remote needs no default, and a question less is asked.
  if (remotes.length < 2) return remotes;
  const preferred = (await localGit(git, folder).ask("config", "--get", "heroku.remote"))?.trim();
  return remotes.sort((a, b) => Number(b.name === preferred) - Number(a.name === preferred));
}

/** Those that lead to an app of the account whose remotes are `<gitUrl>/<app>.git`; the one called `heroku` first. */
export function appRemotes(remotes: readonly Remote[], gitUrl: string): AppRemote[] {
  return remotes
    .flatMap(({ name, url }) => {
      const app = appOfRemote(url, gitUrl);
      return app === undefined ? [] : [{ name, app }];
    })
    .sort((a, b) => Number(b.name === "heroku") - Number(a.name === "heroku"));
}

/** Adds a remote for an app under the first free name: `heroku`, else `heroku-<app>`, else with a number. Returns the name. */
export async function addAppRemote(git: GitProgram, folder: string, app: string, url: string): Promise<string> {
  const taken = new Set((await listRemotes(git, folder)).map(({ name }) => name));
  const names = ["heroku", `heroku-${app}`, ...Array.from({ length: 20 }, (_, index) => `heroku-${app}-${index + 2}`)];
  const name = names.find((candidate) => !taken.has(candidate));
  if (name === undefined) throw gitError("remote-taken", `This repository has too many remotes named after ${app}.`);
  await localGit(git, folder).run("remote", "add", "--", name, url);
  return name;
}
