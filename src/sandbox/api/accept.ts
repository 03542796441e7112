import { missingVersion, notAcceptable } from "./errors.ts";

/**
 * The version that an `Accept` header asks for: `3`, or a variant such as `3.sdk`, of `application/vnd.heroku+json`.
 * Throws 400 without a version, 406 for another.
 */
export function acceptedVersion(header: string | undefined): string {
  const asked = [...(header ?? "").matchAll(/application\/vnd\.heroku\+json\s*;[^,]*?version="?([\w.-]+)/g)];
  if (asked.length === 0) throw missingVersion();
  const version = asked.map(([, name]) => name ?? "").find((name) => /^3(\.[\w-]+)?$/.test(name));
  if (version === undefined) throw notAcceptable();
  return version;
}
