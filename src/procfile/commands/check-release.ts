import { developmentServer } from "./development-servers.ts";
import type { Invocation } from "./invocation.ts";
import { type CommandCheck, problemAt, type Setting, scriptOf } from "./process-command.ts";
import { scriptCall } from "./script-calls.ts";
import { serverOf } from "./servers.ts";

/** A `release` that never ends: Heroku waits for its end before the new release starts. */
export const checkRelease: CommandCheck = ({ name, invocations }, setting) => {
  if (name !== "release" || setting.forDevelopment) return [];
  const endless = invocations.find((invocation) => runsOn(invocation) || scriptRunsOn(invocation, setting));
  if (!endless) return [];
  const { word, args, program } = endless;
  const verb = args.find(({ value }) => !value.startsWith("-"));
  const end = verb && verb.start > word.end ? verb.end : word.end;
  const message = `Heroku waits for the release command to end before it starts the new release, and ${program} is something that runs on. Only what ends by itself belongs here, such as a migration.`;
  return [problemAt({ start: word.start, end }, { code: "release-never-ends", severity: "warning", message })];
};

const workers =
  /^(?:sidekiq|resque-pool|clockwork|shoryuken|sneakers|dramatiq|arq|rqworker|karafka|nginx|caddy|redis-server|memcached|heroku-php-(?:apache2|nginx)|foreman|overmind|hivemind|honcho|pm2-runtime|delayed_job)$/;

/** Verbs after which a program runs on. */
const verbs: Readonly<Record<string, RegExp>> = {
  celery: /^(?:worker|beat|flower)$/,
  rq: /^worker/,
  mix: /^phx\.server$/,
  artisan: /^(?:queue:(?:work|listen)|horizon|octane:start|schedule:work|reverb:start)$/,
  rake: /^(?:jobs:work|resque:work|resque:scheduler|environment resque:work)$/,
  tail: /^-[a-zA-Z]*[fF]$/,
  sleep: /^infinity$/,
};

function runsOn(invocation: Invocation): boolean {
  const { program, args } = invocation;
  if (workers.test(program) || (serverOf(invocation) && program !== "serve")) return !asksOnly(invocation);
  if (developmentServer(invocation) && !/^(?:go|cargo|dotnet)$/.test(program)) return true;
  const values = args.map(({ value }) => value);
  const subject = program === "php" ? "artisan" : program;
  const verb = Object.hasOwn(verbs, subject) ? verbs[subject] : undefined;
  const isQuick = program === "php" && values.includes("--stop-when-empty");
  return verb !== undefined && !isQuick && values.some((value) => verb.test(value));
}

/** `gunicorn --check-config` ends by itself. */
function asksOnly({ args }: Invocation): boolean {
  return args.some(({ value }) =>
    /^(?:--check-config|--version|--help|--print-config|check|version|stop|quit|-t)$/.test(value),
  );
}

function scriptRunsOn(invocation: Invocation, { facts }: Setting): boolean {
  const call = scriptCall(invocation);
  if (!call) return false;
  if (scriptOf(facts, call.name)?.some(runsOn)) return true;
  // By convention start starts the app, and few scripts of that name do anything else.
  return call.name === "start" && !/migrat|seed|release/.test(facts.npmScripts?.get(call.name)?.command ?? "");
}
