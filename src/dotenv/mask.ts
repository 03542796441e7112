const dots = "••••••••";

/**
 * A value as it may be shown: nothing of it, not even its length. Of a URL the scheme and the host stay, never what stands
 * before `@`, the path or the query.
 */
export function maskValue(value: string): string {
  if (value === "") return "(empty)";
  const [whole = "", scheme, userInfo, host] =
    /^([a-z][a-z0-9+.-]{1,20}):\/\/([^/?#\s]*@)?([^/?#\s@]*)/i.exec(value) ?? [];
  if (scheme === undefined || host === undefined || !isHost(host)) return dots;
  // A password may hold a slash: then what looks like the host is a user's name.
  if (value.includes("@", whole.length)) return dots;
  return `${scheme}://${userInfo === undefined ? "" : `${dots}@`}${host}/${dots}`;
}

/** A name with a dot, `localhost` or an address, with a port: anything else may be a secret that only looks like a URL. */
function isHost(host: string): boolean {
  return host.length <= 253 && /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host);
}
