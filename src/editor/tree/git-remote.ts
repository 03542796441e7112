const platformGitUrl = "https://git.heroku.com";

/**
 * The app a git remote pushes to, for an account whose remotes are `<gitUrl>/<app>.git`; undefined when
 * it leads elsewhere. For the platform itself also in ssh's forms (`git@heroku.com:<app>.git`).
 */
export function appNameOfRemote(remoteUrl: string, gitUrl: string): string | undefined {
  return nameUnder(remoteUrl, gitUrl) ?? (gitUrl === platformGitUrl ? nameInSshForm(remoteUrl) : undefined);
}

function nameUnder(remoteUrl: string, gitUrl: string): string | undefined {
  if (!URL.canParse(remoteUrl) || !URL.canParse(gitUrl)) return undefined;
  const remote = new URL(remoteUrl);
  const base = new URL(gitUrl);
  if (remote.protocol !== base.protocol || remote.host !== base.host) return undefined;
  const prefix = base.pathname.replace(/\/*$/, "/");
  return remote.pathname.startsWith(prefix) ? nameOfPath(remote.pathname.slice(prefix.length)) : undefined;
}

function nameInSshForm(remoteUrl: string): string | undefined {
  const path = /^(?:git@heroku\.com:|ssh:\/\/git@heroku\.com\/)(.+)$/.exec(remoteUrl)?.[1];
  return path === undefined ? undefined : nameOfPath(path);
}

function nameOfPath(path: string): string | undefined {
  return /^([a-z][a-z0-9-]*)(?:\.git)?\/?$/.exec(path)?.[1];
}
