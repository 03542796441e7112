import { developmentServer } from "./development-servers.ts";
import type { Invocation } from "./invocation.ts";
import { type Endpoint, endpointsOf, fixedPort, isLocal, replaceIn } from "./ports.ts";
import {
  type CommandCheck,
  type CommandFix,
  type CommandProblem,
  type ProcessCommand,
  problemAt,
  type Setting,
  scriptOf,
} from "./process-command.ts";
import { scriptCall } from "./script-calls.ts";
import { isToldElsewhere, type Server, serverOf } from "./servers.ts";

/** The port and the host of `web`. */
export const checkWebPort: CommandCheck = (process, setting) => {
  if (process.name !== "web" || setting.forDevelopment || isBehindProxy(process)) return [];
  const endpoints = endpointsOf(process);
  return [...localhost(process, endpoints), ...fixed(process, endpoints), ...without(process, setting, endpoints)];
};

/** Then the proxy takes `$PORT`, and the server behind it whatever they agreed upon. */
function isBehindProxy({ invocations, shell }: ProcessCommand): boolean {
  if (shell.commands.some(({ background }) => background)) return true;
  const proxy = /^(?:start-nginx|nginx|caddy|haproxy|envoy|traefik|concurrently|supervisord|pm2|foreman|overmind)/;
  return invocations.some(({ program, wrappers }) => [program, ...wrappers].some((name) => proxy.test(name)));
}

function localhost({ text, invocations }: ProcessCommand, endpoints: readonly Endpoint[]): CommandProblem[] {
  const found = endpoints.filter(isLocal).map((endpoint) => {
    const host = endpoint.host ?? "";
    return problemAt(endpoint.word, {
      code: "bound-to-localhost",
      severity: "warning",
      message: `Heroku's router cannot reach a server that listens on ${host} only: the dyno is stopped with error R10 after 60 seconds. Listen on 0.0.0.0.`,
      fixes: replaceIn(text, endpoint.word, host, "0.0.0.0", "Listen on 0.0.0.0"),
    });
  });
  const hostless = endpoints.some(({ host }) => host !== undefined) ? [] : invocations.filter(listensLocally);
  return [...found, ...hostless.map((invocation) => localByDefault(invocation))];
}

function listensLocally(invocation: Invocation): boolean {
  const server = serverOf(invocation);
  if (!server?.localByDefault || isToldElsewhere(server, invocation)) return false;
  if (invocation.assignments.some(({ name }) => /HOST|BIND/.test(name))) return false;
  return tellsPort(invocation);
}

function tellsPort(invocation: Invocation): boolean {
  return endpointsOf({ invocations: [invocation] }).some(({ port }) => port !== undefined);
}

function localByDefault({ program, word, quoted }: Invocation): CommandProblem {
  const option = program === "daphne" ? "-b 0.0.0.0" : "--host 0.0.0.0";
  return problemAt(word, {
    code: "bound-to-localhost",
    severity: "warning",
    message: `Without ${option} ${program} listens on 127.0.0.1 only, where Heroku's router cannot reach it: the dyno is stopped with error R10 after 60 seconds.`,
    fixes: quoted ? [] : [{ title: `Add ${option}`, safe: true, edits: [after(word, option)] }],
  });
}

function fixed({ text, mentionsPort }: ProcessCommand, endpoints: readonly Endpoint[]): CommandProblem[] {
  if (mentionsPort) return [];
  return endpoints.flatMap((endpoint) => {
    const port = fixedPort(endpoint);
    if (port === undefined) return [];
    return problemAt(endpoint.word, {
      code: "web-fixed-port",
      severity: "warning",
      message: `Heroku gives each web dyno another port in $PORT and routes only to that one: a server on port ${port} is stopped with error R10 after 60 seconds.`,
      fixes: fixesOfPort(text, endpoint, port),
    });
  });
}

function fixesOfPort(text: string, { word }: Endpoint, port: number): CommandFix[] {
  const before = text.slice(Math.max(0, word.start - 6), word.start);
  // `PORT=$PORT` would say nothing; there the assignment goes.
  const assignment = /(?:^|\s)PORT=$/.exec(before) ?? /^PORT=/.exec(text.slice(word.start, word.end));
  if (!assignment) return replaceIn(text, word, String(port), "$PORT", "Use $PORT");
  const start = before.endsWith("PORT=") ? word.start - "PORT=".length : word.start;
  const blanks = /^\s*/.exec(text.slice(word.end))?.[0].length ?? 0;
  return [{ title: "Take the port from Heroku", safe: true, edits: [{ start, end: word.end + blanks, text: "" }] }];
}

function without(process: ProcessCommand, setting: Setting, endpoints: readonly Endpoint[]): CommandProblem[] {
  if (process.mentionsPort || endpoints.some(({ port }) => port !== undefined)) return [];
  return process.invocations.flatMap((invocation) => {
    const own = portless(invocation, setting);
    if (own) return withoutPort(invocation, invocation.program, own);
    const name = scriptCall(invocation)?.name;
    const inner = name === undefined ? [] : (scriptOf(setting.facts, name) ?? []);
    const [culprit] = inner.filter((one) => portless(one, setting) && !tellsPort(one));
    return culprit ? withoutPort(invocation, `${culprit.program} in the script ${name}`, {}) : [];
  });
}

function portless(invocation: Invocation, { facts }: Setting): Server | undefined {
  const server = serverOf(invocation);
  if (server?.fixedPort === undefined || isToldElsewhere(server, invocation)) return undefined;
  if (developmentServer(invocation) && invocation.program !== "uvicorn") return undefined;
  return invocation.program === "thin" && facts.files.has("config/thin.yml") ? undefined : server;
}

function withoutPort(invocation: Invocation, who: string, { fixedPort: port, add }: Server): CommandProblem {
  const { word, args, quoted } = invocation;
  const last = args.at(-1) ?? word;
  const where = port === undefined ? "a port of its own" : `port ${port}`;
  const fixes = !add || quoted ? [] : [{ title: `Add ${add}`, safe: true, edits: [after(last, add)] }];
  return problemAt(word, {
    code: "web-without-port",
    severity: "warning",
    message: `Nothing tells ${who} the port: it listens on ${where} instead of Heroku's $PORT, and the dyno is stopped with error R10 after 60 seconds.`,
    fixes,
  });
}

function after({ end }: { end: number }, text: string) {
  return { start: end, end, text: ` ${text}` };
}
