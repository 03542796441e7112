import { cleanEnvironment, type Environment } from "../process/environment.ts";

/** One `key=value` of git's configuration, given to a child through its environment alone. */
export type ConfigPair = readonly [key: string, value: string];

/** For short questions about a repository: nothing asks, nothing opens an editor, messages in English. */
export function localEnvironment(source: NodeJS.ProcessEnv, platform?: NodeJS.Platform): Environment {
  const clean = withoutNames(userEnvironment(source, platform), startsProgram);
  return { ...clean, ...quiet, GIT_OPTIONAL_LOCKS: "0" };
}

/** For a push or a clone, with configuration of its own on top of what is there. */
export function transferEnvironment(
  source: NodeJS.ProcessEnv,
  pairs: readonly ConfigPair[],
  platform?: NodeJS.Platform,
): Environment {
  return appendConfig({ ...userEnvironment(source, platform), ...quiet }, pairs);
}

/** Adds to the pairs of `GIT_CONFIG_COUNT` that are there already. */
export function appendConfig(env: Environment, pairs: readonly ConfigPair[]): Environment {
  const first = countOf(env["GIT_CONFIG_COUNT"]);
  const added = pairs.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key],
    [`GIT_CONFIG_VALUE_${first + index}`, value],
  ]);
  return { ...env, ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(first + pairs.length) };
}

/** What keeps the token between us, git and this one URL: see DESIGN, decisions. */
export function tokenConfig(url: string, token: string | undefined): ConfigPair[] {
  const credentials = Buffer.from(`heroku:${token}`).toString("base64");
  return [
    ...(token === undefined ? [] : [[`http.${url}.extraHeader`, `Authorization: Basic ${credentials}`] as const]),
    ["http.followRedirects", "false"],
    // The user may have one for this very host, which would outrank the line above.
    [`http.${url}.followRedirects`, "false"],
    ["credential.helper", ""],
    ["color.ui", "false"],
    ...(isLoopback(new URL(url)) ? [[`http.${url}.proxy`, ""] as const] : []),
  ];
}

/** Whether a token may travel to this URL: only encrypted, or within this machine. */
export function mayCarryToken(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && isLoopback(new URL(url)));
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

const quiet: Environment = {
  GIT_TERMINAL_PROMPT: "0",
  GCM_INTERACTIVE: "never",
  LC_ALL: "C",
  LANGUAGE: "C",
};

function userEnvironment(source: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Environment {
  return withoutNames(cleanEnvironment(source, { platform }), tells);
}

function withoutNames(env: Environment, unwanted: (name: string) => boolean): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !unwanted(name.toUpperCase())));
}

/** Traces would print the header with the token; the others ask, or point git at another repository. */
function tells(name: string): boolean {
  return (
    /^GIT_(?:TRACE|TR2|CURL_VERBOSE|REDACT|ASKPASS)/.test(name) || name === "SSH_ASKPASS" || repositoryNames.has(name)
  );
}

/** `git rev-parse --local-env-vars` without configuration: set when the editor was started from a hook. */
const repositoryNames = new Set([
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_NAMESPACE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
]);

/** No local question needs them, and simple-git refuses to start with them. */
function startsProgram(name: string): boolean {
  return (
    /^(?:GIT_)?(?:EDITOR|PAGER|VISUAL|SEQUENCE_EDITOR|EXTERNAL_DIFF|SSH|SSH_COMMAND|PROXY_COMMAND)$/.test(name) ||
    name === "PREFIX"
  );
}

function countOf(text: string | undefined): number {
  const count = Number(text ?? "0");
  return Number.isSafeInteger(count) && count >= 0 ? count : 0;
}
