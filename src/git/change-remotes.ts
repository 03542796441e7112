import { appOfRemote, isSshRemote, remoteOfApp } from "./app-of-remote.ts";
import { localGit } from "./local-git.ts";
import type { GitProgram } from "./program.ts";
import { listRemotes } from "./remotes.ts";

/** Lets a remote lead to an app, and adds it when there is none of that name. */
export async function setAppRemote(git: GitProgram, folder: string, name: string, url: string): Promise<void> {
  const local = localGit(git, folder);
  const isKnown = (await listRemotes(git, folder)).some((remote) => remote.name === name);
  if (!isKnown) return void (await local.run("remote", "add", "--", name, url));
  await local.run("config", "--replace-all", `remote.${name}.url`, url);
  await local.ask("config", "--unset-all", `remote.${name}.pushurl`);
}

/** Removes remotes, and the choice of a default that was one of them. */
export async function removeRemotes(git: GitProgram, folder: string, names: readonly string[]): Promise<void> {
  const local = localGit(git, folder);
  const preferred = await defaultRemote(git, folder);
  for (const name of names) await local.run("remote", "remove", name);
  if (preferred !== undefined && names.includes(preferred)) await local.ask("config", "--unset", "heroku.remote");
}

/** The remote that deploys of this repository go to unless one says otherwise; the official CLI reads the same entry. */
export async function defaultRemote(git: GitProgram, folder: string): Promise<string | undefined> {
  return (await localGit(git, folder).ask("config", "--get", "heroku.remote"))?.trim() || undefined;
}

export async function setDefaultRemote(git: GitProgram, folder: string, name: string): Promise<void> {
  await localGit(git, folder).run("config", "heroku.remote", name);
}

export interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly gitUrl: string;
}

/** Rewrites every address of every remote that leads to an app, those for pushes too. Returns the names of the remotes. */
export function moveAppRemotes(git: GitProgram, folder: string, { from, to, gitUrl }: Renaming): Promise<string[]> {
  const leadsThere = (url: string): boolean => appOfRemote(url, gitUrl) === from;
  return rewrite(git, folder, { gitUrl, change: (url) => (leadsThere(url) ? to : undefined) });
}

/** Rewrites the ssh addresses of old, which Heroku no longer serves, to https. Returns the names of the remotes. */
export function rewriteSshRemotes(git: GitProgram, folder: string, gitUrl: string): Promise<string[]> {
  const change = (url: string): string | undefined => (isSshRemote(url) ? appOfRemote(url, gitUrl) : undefined);
  return rewrite(git, folder, { gitUrl, change });
}

/** Remotes with an ssh address that leads to an app. */
export async function sshRemotes(git: GitProgram, folder: string, gitUrl: string): Promise<string[]> {
  const entries = await addressesOf(git, folder);
  const found = entries.filter(({ url }) => isSshRemote(url) && appOfRemote(url, gitUrl) !== undefined);
  return [...new Set(found.map(({ name }) => name))];
}

interface Rewriting {
  readonly gitUrl: string;
  /** The app that an address shall lead to; undefined where it stays as it is. */
  change(url: string): string | undefined;
}

async function rewrite(git: GitProgram, folder: string, { gitUrl, change }: Rewriting): Promise<string[]> {
  const changed = new Set<string>();
  for (const { name, key, url } of await addressesOf(git, folder)) {
    const app = change(url);
    const old = appOfRemote(url, gitUrl);
    if (app === undefined || old === undefined) continue;
    // The pattern names the old address without its credentials: they must not be in an argument.
    await localGit(git, folder).run("config", "--replace-all", key, remoteOfApp(app, gitUrl), patternOf(old, gitUrl));
    changed.add(name);
  }
  return [...changed];
}

function patternOf(app: string, gitUrl: string): string {
  const { host, pathname } = new URL(gitUrl);
  const hosts = `(${anyCase(host)}|${anyCase("heroku.com")})(:[0-9]+)?`;
  return `(@|//)${hosts}(${pathname.replace(/\/+$/, "").replaceAll(".", "\\.")}/|:/?)${app}(\\.git)?/?$`;
}

function anyCase(host: string): string {
  return host.replaceAll(".", "\\.").replace(/[a-z]/gi, (it) => `[${it.toLowerCase()}${it.toUpperCase()}]`);
}

async function addressesOf(git: GitProgram, folder: string): Promise<{ name: string; key: string; url: string }[]> {
  const listing = await localGit(git, folder).ask("config", "--null", "--get-regexp", "^remote\\..*\\.(url|pushurl)$");
  return (listing ?? "").split("\0").flatMap((entry) => {
    const [, key, name, url] = /^(remote\.(.*)\.(?:url|pushurl))\n(.*)$/s.exec(entry) ?? [];
    return key === undefined || name === undefined || url === undefined ? [] : [{ key, name, url }];
  });
}
