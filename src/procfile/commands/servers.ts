import type { Invocation } from "./invocation.ts";
import { hasOption } from "./options.ts";

/** How a server is told its port and host. From each program's own `--help` and documentation. */
export interface Server {
  /** Options whose value is a port. */
  readonly port?: readonly string[];
  /** Options whose value is `host:port`, or a URL. */
  readonly bind?: readonly string[];
  readonly host?: readonly string[];
  /** Without such an option it listens on this port, whatever `$PORT` says; undefined when it reads `$PORT`. */
  readonly fixedPort?: number;
  /** Without a host it listens on 127.0.0.1 only. */
  readonly localByDefault?: true;
  /** What tells it its port: words for a fix. */
  readonly add?: string;
  /** Options that may set the port in ways that cannot be seen here. */
  readonly elsewhere?: readonly string[];
  /** The first word after the program that makes it a server: `thin start`. */
  readonly verb?: readonly string[];
}

const unicorn: Server = {
  port: ["-p", "--port"],
  host: ["-o", "--host"],
  bind: ["-l", "--listen"],
  fixedPort: 8080,
  add: "-p $PORT",
  elsewhere: ["-c", "--config-file"],
};

const servers: Readonly<Record<string, Server>> = {
  gunicorn: { bind: ["-b", "--bind"] },
  uvicorn: {
    port: ["--port"],
    host: ["--host"],
    fixedPort: 8000,
    localByDefault: true,
    add: "--host 0.0.0.0 --port $PORT",
    elsewhere: ["--uds", "--fd", "--env-file"],
  },
  hypercorn: {
    bind: ["-b", "--bind"],
    fixedPort: 8000,
    localByDefault: true,
    add: "--bind 0.0.0.0:$PORT",
    elsewhere: ["-c", "--config"],
  },
  daphne: {
    port: ["-p", "--port"],
    host: ["-b", "--bind"],
    fixedPort: 8000,
    localByDefault: true,
    add: "-b 0.0.0.0 -p $PORT",
    elsewhere: ["-e", "--endpoint", "-u", "--fd"],
  },
  "waitress-serve": {
    port: ["--port"],
    host: ["--host"],
    bind: ["--listen"],
    fixedPort: 8080,
    add: "--port=$PORT",
    elsewhere: ["--unix-socket"],
  },
  fastapi: { port: ["--port"], host: ["--host"], verb: ["run"] },
  sanic: { port: ["-p", "--port"], host: ["-H", "--host"], elsewhere: ["-u", "--unix"] },
  granian: { port: ["--port"], host: ["--host"] },
  streamlit: { port: ["--server.port"], host: ["--server.address"], verb: ["run"] },
  bokeh: { port: ["--port"], host: ["--address"], fixedPort: 5006, add: "--port $PORT", verb: ["serve"] },
  panel: { port: ["--port"], host: ["--address"], fixedPort: 5006, add: "--port $PORT", verb: ["serve"] },
  uwsgi: { bind: ["--http", "--http-socket", "--http11-socket"] },
  puma: { port: ["-p", "--port"], bind: ["-b", "--bind"] },
  rackup: { port: ["-p", "--port"], host: ["-o", "--host"], fixedPort: 9292, add: "-p $PORT" },
  thin: {
    port: ["-p", "--port"],
    host: ["-a", "--address"],
    fixedPort: 3000,
    add: "-p $PORT",
    elsewhere: ["-C", "--config", "-S", "--socket"],
    verb: ["start"],
  },
  unicorn,
  unicorn_rails: unicorn,
  passenger: { port: ["-p", "--port"], host: ["-a", "--address"], verb: ["start"] },
  rails: { port: ["-p", "--port"], host: ["-b", "--binding"], verb: ["s", "server"] },
  jekyll: {
    port: ["-P", "--port"],
    host: ["-H", "--host"],
    fixedPort: 4000,
    localByDefault: true,
    add: "--host 0.0.0.0 --port $PORT",
    elsewhere: ["--config"],
    verb: ["s", "serve", "server"],
  },
  next: { port: ["-p", "--port"], host: ["-H", "--hostname"], verb: ["start"] },
  serve: { port: ["-p", "--port"], bind: ["-l", "--listen"] },
  "http-server": { port: ["-p"], host: ["-a"] },
  "json-server": { port: ["-p", "--port"], host: ["-h", "--host"] },
  "php-fpm": {},
};

/** What is known of the server that is started here; undefined for another program. */
export function serverOf(invocation: Invocation): Server | undefined {
  const { program, args } = invocation;
  const name = program === "waitress" && invocation.isModule ? "waitress-serve" : program;
  const server = Object.hasOwn(servers, name) ? servers[name] : undefined;
  if (!server?.verb) return server ?? jarServer(invocation);
  const [verb] = args.filter(({ value }) => !value.startsWith("-"));
  return server.verb.includes(verb?.value ?? "") ? server : undefined;
}

/** Its port may be set where nobody can see it from here. */
export function isToldElsewhere(server: Server, { assignments, ...invocation }: Invocation): boolean {
  if (hasOption(invocation, server.elsewhere ?? [])) return true;
  return assignments.some(({ name }) => /(?:^|_)(?:PORT|BIND|URLS?)$/.test(name));
}

const jarWithPort = /(?:^|\/)(?:webapp-runner|jetty-runner)[\w.-]*\.jar$/;

function jarServer({ program, args }: Invocation): Server | undefined {
  if (program !== "java" || !args.some(({ value }) => jarWithPort.test(value))) return undefined;
  return { port: ["--port"], fixedPort: 8080 };
}
