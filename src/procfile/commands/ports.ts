import type { Word } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";
import { optionValues, positionals } from "./options.ts";
import type { CommandFix, ProcessCommand } from "./process-command.ts";
import { type Server, serverOf } from "./servers.ts";

/** Where a command says which port or host a server takes. */
export interface Endpoint {
  readonly word: Word;
  readonly host: string | undefined;
  readonly port: string | undefined;
}

/** Options that mean the server's own port whoever takes them. */
const anyPort = ["--port", "--http-port", "--server.port", "--server-port", "-Dserver.port", "-Dhttp.port", "-Dport"];
const anyHost = ["-Dserver.address", "--server.address", "-Dhttp.address"];
const anyBind = ["--urls"];

/** Clients, not servers, have ports of others among their options. */
const clients =
  /^(?:psql|pg_\w+|mysql\w*|redis-cli|mongo\w*|ssh|autossh|scp|nc|ncat|telnet|curl|wget|wait-for-it|wait-port)/;

/** Every port and host that the command gives its servers, as written, in order. */
export function endpointsOf({ invocations }: Pick<ProcessCommand, "invocations">): Endpoint[] {
  return invocations.flatMap((invocation) => {
    if (clients.test(invocation.program)) return [];
    return [...assigned(invocation), ...developmentAddress(invocation), ...optionEndpoints(invocation)];
  });
}

/** The number that a port is written as; undefined for a variable. */
export function fixedPort({ port }: Endpoint): number | undefined {
  return port !== undefined && /^\d{2,5}$/.test(port) ? Number(port) : undefined;
}

export function isLocal({ host }: Endpoint): boolean {
  return host !== undefined && /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
}

/** Replaces the last place of `old` in a word, unless single quotes would keep a variable from being one. */
export function replaceIn(text: string, word: Word, old: string, by: string, title: string): CommandFix[] {
  const source = text.slice(word.start, word.end);
  const found = source.lastIndexOf(old);
  if (found === -1 || (by.includes("$") && source.includes("'"))) return [];
  const start = word.start + found;
  return [{ title, safe: true, edits: [{ start, end: start + old.length, text: by }] }];
}

function optionEndpoints(invocation: Invocation): Endpoint[] {
  if (!invocation.args.some(({ value }) => value.startsWith("-"))) return [];
  const server: Server = serverOf(invocation) ?? {};
  const ports = optionValues(invocation, withAny(server.port, anyPort));
  const hosts = optionValues(invocation, withAny(server.host, anyHost));
  const binds = optionValues(invocation, withAny(server.bind, anyBind));
  if (ports.length + hosts.length + binds.length === 0) return [];
  return [
    ...ports.map(({ word, value }) => ({ word, host: undefined, port: value })),
    ...hosts.map(({ word, value }) => ({ word, host: value, port: undefined })),
    ...binds.map(({ word, value }) => address(word, value)),
  ];
}

function withAny(own: readonly string[] | undefined, any: readonly string[]): readonly string[] {
  return own ? [...own.filter((name) => !any.includes(name)), ...any] : any;
}

/** `PORT=3000 node server.js` takes the platform's port away. */
function assigned({ assignments }: Invocation): Endpoint[] {
  return assignments
    .filter(({ name }) => name === "PORT")
    .map(({ value }) => ({ word: value, host: undefined, port: value.value }));
}

/** `runserver 0.0.0.0:8000`, `php -S localhost:8000`. */
function developmentAddress(invocation: Invocation): Endpoint[] {
  const { program, args } = invocation;
  const runserver = args.findIndex(({ value }) => value === "runserver");
  if (runserver !== -1) {
    const [word] = positionals({ args: args.slice(runserver + 1) }, ["--settings", "--pythonpath"]);
    return word && /^[\w.[\]:]+$/.test(word.value) ? [address(word, word.value)] : [];
  }
  if (program !== "php") return [];
  return optionValues(invocation, ["-S"]).map(({ word, value }) => address(word, value));
}

function address(word: Word, value: string): Endpoint {
  const bare = value.replace(/^[a-z]+:\/\//, "").replace(/[/?,].*$/s, "");
  const colon = bare.lastIndexOf(":");
  if (/^\d+$/.test(bare)) return { word, host: undefined, port: bare };
  if (colon === -1) return { word, host: bare, port: undefined };
  return { word, host: bare.slice(0, colon), port: bare.slice(colon + 1) };
}
