import { missingVersion, notAcceptable } from "./errors.ts";

/** Accepts `application/vnd.heroku+json; version=3` and variants such as `3.sdk`; throws 400 without a version, 406 for another. */
export function checkAccept(header: string | undefined): void {
  const versions = [...(header ?? "").matchAll(/application\/vnd\.heroku\+json\s*;[^,]*?version="?([\w.-]+)/g)];
  if (versions.length === 0) throw missingVersion();
  if (!versions.some(([, version]) => /^3(\.[\w-]+)?$/.test(version ?? ""))) throw notAcceptable();
}
