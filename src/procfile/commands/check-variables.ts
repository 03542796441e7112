import type { ShellVariable } from "../shell/shell.ts";
import { type CommandCheck, type ProcessCommand, problemAt, type Setting } from "./process-command.ts";

/** `$NAME` that nothing here defines: the shell puts nothing in its place. */
export const checkVariables: CommandCheck = (process, setting) => {
  if (process.shell.variables.length === 0 || !knows(setting)) return [];
  const unknown = new Map<string, ShellVariable>();
  for (const variable of process.shell.variables) {
    const { name, hasDefault } = variable;
    if (!hasDefault && !unknown.has(name) && !isDefined(name, setting)) unknown.set(name, variable);
  }
  if (unknown.size === 0) return [];
  for (const name of [...ownVariables(process), ...testedVariables(process)]) unknown.delete(name);
  return [...unknown.values()].map((variable) =>
    problemAt(variable, {
      code: "undefined-variable",
      severity: "information",
      message: `${variable.name} ${nowhere(setting)}${consequence(setting)} the shell puts nothing in its place.`,
    }),
  );
};

/** `[ -n "$NAME" ]` asks whether it is there: who wrote it knows that it may be missing. */
function* testedVariables({ shell, text }: ProcessCommand): Iterable<string> {
  for (const { words, start, end } of shell.commands) {
    if (!/^(?:test|\[\[?)$/.test(words[0]?.value ?? "")) continue;
    for (const [, name = ""] of text.slice(start, end).matchAll(/\$\{?([A-Za-z_]\w*)/g)) yield name;
  }
}

/** Without any of them nobody has said which config vars there are. */
function knows({ facts, appConfigVars }: Setting): boolean {
  return facts.complete && Boolean(appConfigVars ?? facts.manifest ?? facts.dotenvKeys);
}

function isDefined(name: string, { facts, appConfigVars, forDevelopment }: Setting): boolean {
  if (platform.has(name) || shells.has(name) || /^(?:HEROKU|BASH|LC|GIT|npm)_/.test(name)) return true;
  if (appConfigVars?.has(name) || facts.dotenvKeys?.has(name) || facts.manifest?.env.has(name)) return true;
  // Add-ons bring variables of such names, and only the app itself knows its add-ons.
  return (
    !appConfigVars && !forDevelopment && /_(?:URL|URI|TLS_URL|KEY|TOKEN|SECRET|HOST|USERNAME|PASSWORD)$/.test(name)
  );
}

/** `is defined neither in .env nor by the app my-app`. */
function nowhere({ facts, appConfigVars, appName }: Setting): string {
  const places = [
    facts.dotenvKeys ? "in .env" : "",
    facts.manifest ? "in app.json" : "",
    appConfigVars ? `by the app ${appName ?? ""}`.trim() : "",
  ].filter((place) => place !== "");
  return places.length === 1 ? `is not defined ${places[0]}` : `is defined neither ${places.join(" nor ")}`;
}

/** Only the app itself knows what it has beside what app.json gives it. */
function consequence({ appConfigVars, forDevelopment }: Setting): string {
  return appConfigVars || forDevelopment ? ", so" : ": without a config var of this name";
}

/** What the command itself sets: `A=1`, `export A=1`, `read A`, `for A in`. */
function ownVariables({ invocations, shell, text }: ProcessCommand): Set<string> {
  const names = new Set<string>();
  for (const { assignments } of shell.commands) for (const { name } of assignments) names.add(name);
  for (const { program, args } of invocations) {
    if (!/^(?:export|read|declare|local|typeset|readonly|set|source|\.)$/.test(program)) continue;
    for (const { value } of args) names.add(value.replace(/=.*$/s, ""));
  }
  for (const { kind, start, end } of shell.tokens) {
    if (kind === "assignment") names.add(text.slice(start, end).replace(/\+?=.*$/s, ""));
  }
  return names;
}

/** Set in every dyno, by the platform or by its buildpacks' profile scripts. */
const platform = new Set(
  "PORT PS DYNO HOME PATH PWD SHELL USER TERM LANG LANGUAGE TZ TMPDIR STACK SOURCE_VERSION SLUG_ID WEB_CONCURRENCY WEB_MEMORY MEMORY_AVAILABLE DYNO_RAM NODE_ENV NODE_HOME NODE_OPTIONS NODE_MODULES_CACHE RAILS_ENV RACK_ENV RAILS_LOG_TO_STDOUT RAILS_SERVE_STATIC_FILES RAILS_MAX_THREADS RAILS_MIN_THREADS SECRET_KEY_BASE MALLOC_ARENA_MAX GEM_HOME GEM_PATH BUNDLE_PATH BUNDLE_GEMFILE PYTHONPATH PYTHONHOME PYTHONUNBUFFERED LIBRARY_PATH LD_LIBRARY_PATH LD_PRELOAD FORWARDED_ALLOW_IPS GUNICORN_CMD_ARGS JAVA_HOME JAVA_OPTS JAVA_TOOL_OPTIONS JVM_OPTS SBT_OPTS JDBC_DATABASE_URL JDBC_DATABASE_USERNAME JDBC_DATABASE_PASSWORD SPRING_DATASOURCE_URL SPRING_DATASOURCE_USERNAME SPRING_DATASOURCE_PASSWORD DATABASE_URL GOPATH GOROOT MIX_ENV COMPOSER_VENDOR_DIR COMPOSER_BIN_DIR DOTNET_ROOT ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS CI".split(
    " ",
  ),
);

/** Set by the shell. */
const shells = new Set(
  "RANDOM SECONDS HOSTNAME UID EUID PPID IFS OLDPWD OPTARG OPTIND LINENO REPLY PIPESTATUS SHLVL FUNCNAME EPOCHSECONDS COLUMNS LINES LOGNAME _".split(
    " ",
  ),
);
