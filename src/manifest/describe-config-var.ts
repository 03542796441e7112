import type { ManifestVariableEntry } from "./write-manifest.ts";

/** What the platform, a build or the shell sets by itself, so that no manifest asks for it. */
const given =
  /^(?:PORT|PS|DYNO|PATH|HOME|PWD|USER|SHELL|TERM|TMPDIR|CI|SOURCE_VERSION|STACK|BUILDPACK_URL|HEROKU_\w*)$/;

/** What a buildpack gives a default that is right on Heroku. */
const defaulted =
  /^(?:NODE_ENV|RACK_ENV|RAILS_ENV|APP_ENV|MIX_ENV|WEB_CONCURRENCY|RAILS_MAX_THREADS|RAILS_LOG_TO_STDOUT|RAILS_SERVE_STATIC_FILES|LANG|NODE_OPTIONS|JAVA_OPTS|JAVA_TOOL_OPTIONS|PYTHON\w+|GEM_PATH|BUNDLE_\w+|PUMA_\w+|PIDFILE)$/;

/** Random text will do: nobody else has to know the same value. */
const ownSecret =
  /^(?:\w+_)?(?:SECRET_KEY_BASE|SECRET_KEY|SESSION_SECRET|COOKIE_SECRET|JWT_SECRET|CSRF_SECRET|APP_SECRET|SECRET_TOKEN|SIGNING_SECRET_KEY|ENCRYPTION_SECRET)$|^SECRET$/;

export function isGiven(name: string): boolean {
  return given.test(name) || defaulted.test(name);
}

/** A manifest's entry for a config var without its value: a secret of the app's own is generated, others are asked for. */
export function describeConfigVar(name: string, description: string, required: boolean): ManifestVariableEntry {
  if (ownSecret.test(name)) return { description, generator: "secret" };
  return required ? { description } : { description, required: false };
}
