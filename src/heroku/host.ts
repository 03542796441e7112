/** Where the Platform API and git live. No slash at the end of either URL. */
export interface HerokuHost {
  readonly apiUrl: string;
  /** Remotes are `<gitUrl>/<app>.git`. */
  readonly gitUrl: string;
  /** Set when HEROKU_HOST was not usable and Heroku's own host stands in, as in the CLI: to be shown. */
  readonly warning?: string;
}

/**
 * Reads HEROKU_HOST and HEROKU_GIT_HOST as the Heroku CLI does (@heroku-cli/command 13.2.0, `vars.js`): a URL is
 * the API itself, a bare name `foo` means `https://api.foo` and `https://git.foo`. One difference: git keeps the
 * scheme of a URL, so that a sandbox over plain http needs no mapping in git's configuration.
 */
export function resolveHost(env: Readonly<Record<string, string | undefined>>): HerokuHost {
  const wanted = env["HEROKU_HOST"]?.trim() || defaultHost;
  const host = isAllowed(wanted) ? hostFrom(wanted) : undefined;
  const gitHost = env["HEROKU_GIT_HOST"]?.trim();
  if (!host) return { ...named(defaultHost), warning: `HEROKU_HOST is not a Heroku host, ${defaultHost} is used.` };
  return gitHost ? { ...host, gitUrl: `https://${gitHost}` } : host;
}

/**
 * Whether a token may be sent to this URL: only to Heroku's own domains and exactly `localhost` or `127.0.0.1`
 * (so not to `localhost.example.com`, which the CLI's looser list lets pass), and over plain http only to the latter.
 */
export function mayCarryToken(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username || password) return false;
  if (isLoopback(hostname)) return protocol === "http:" || protocol === "https:";
  return protocol === "https:" && isHerokuDomain(hostname);
}

/** Exactly `localhost` or `127.0.0.1`. */
export function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** Throws a `RangeError` unless `mayCarryToken`. */
export function assertMayCarryToken(url: string): void {
  if (mayCarryToken(url)) return;
  const shown = URL.canParse(url) ? new URL(url).origin : "an invalid address";
  throw new RangeError(`A Heroku token is not sent to ${shown}: it goes to Heroku over https, or to this machine.`);
}

const defaultHost = "heroku.com";
const domains = ["heroku.com", "herokai.com", "herokuspace.com", "herokudev.com"];

function hostFrom(wanted: string): HerokuHost | undefined {
  if (!isUrl(wanted)) return named(wanted);
  if (!URL.canParse(wanted)) return undefined;
  const { origin } = new URL(wanted);
  return { apiUrl: origin, gitUrl: origin };
}

function named(host: string): HerokuHost {
  return { apiUrl: `https://api.${host}`, gitUrl: `https://git.${host}` };
}

/** The CLI's allow-list; it looks for the loopback names anywhere in the host. */
function isAllowed(wanted: string): boolean {
  const hostname = hostnameOf(wanted);
  return isHerokuDomain(hostname) || hostname.includes("localhost") || hostname.includes("127.0.0.1");
}

function hostnameOf(wanted: string): string {
  const url = isUrl(wanted) ? wanted : `https://${wanted}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}

function isUrl(wanted: string): boolean {
  return /^https?:\/\//i.test(wanted);
}

function isHerokuDomain(hostname: string): boolean {
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1";
}
