const platformGitHost = "git.heroku.com";
const sshForm = /^(?:git@heroku\.com:\/?|ssh:\/\/git@heroku\.com(?::22)?\/)(.+)$/i;

/**
 * The app a git remote pushes to, for an account whose remotes are `<gitUrl>/<app>.git`; undefined when it leads
 * elsewhere. Credentials in the URL, a missing `.git` and, for the platform, ssh's forms are understood.
 */
export function appOfRemote(remoteUrl: string, gitUrl: string): string | undefined {
  const base = parse(gitUrl);
  const url = remoteUrl.trim();
  if (base === undefined) return undefined;
  if (base.host === platformGitHost) {
    const ssh = sshForm.exec(url)?.[1];
    if (ssh !== undefined) return appOfPath(ssh);
  }
  const remote = parse(url);
  if (remote === undefined || !isSamePlace(remote, base)) return undefined;
  const prefix = base.pathname.replace(/\/*$/, "/");
  return remote.pathname.startsWith(prefix) ? appOfPath(remote.pathname.slice(prefix.length)) : undefined;
}

/** Whether a remote has the form that Heroku served over ssh until November 2021. */
export function isSshRemote(remoteUrl: string): boolean {
  return sshForm.test(remoteUrl.trim());
}

/** The remote of an app. */
export function remoteOfApp(app: string, gitUrl: string): string {
  return `${gitUrl.replace(/\/+$/, "")}/${app}.git`;
}

/** The official CLI writes `https` for every host, also for one that speaks plain http on this machine. */
function isSamePlace(remote: URL, base: URL): boolean {
  const isWeb = remote.protocol === "https:" || remote.protocol === "http:";
  return isWeb && remote.host.toLowerCase() === base.host.toLowerCase();
}

function appOfPath(path: string): string | undefined {
  return /^([a-z][a-z0-9-]{1,28}[a-z0-9])(?:\.git)?\/?$/.exec(path)?.[1];
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
