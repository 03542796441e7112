import type { Invocation } from "./invocation.ts";
import { hasOption, positionals } from "./options.ts";

/** Why a program is for development, in words that follow its name; undefined for another program. */
export function developmentServer(invocation: Invocation): string | undefined {
  const { program, args } = invocation;
  if (Object.hasOwn(always, program)) return always[program];
  const test = Object.hasOwn(byArguments, program) ? byArguments[program] : undefined;
  const why = test?.(invocation);
  if (why !== undefined) return why;
  if (/^python[\d.]*$|^manage\.py$|^django-admin(?:\.py)?$/.test(program))
    return djangoServer(args.map(({ value }) => value));
  return undefined;
}

const watches = "watches files and restarts, which a dyno's files never need";
const discouraged = "is made for development, and its own documentation warns against it in production";
const preview = "is for a look at a build on one's own machine";
const bundler = "is a development server: it builds in memory at each start and takes far more memory";
const compiles = "compiles at each start, and the slug has no compiler";

const always: Readonly<Record<string, string>> = {
  nodemon: watches,
  "node-dev": watches,
  "ts-node-dev": watches,
  tsnd: watches,
  "webpack-dev-server": bundler,
  "live-server": bundler,
  "browser-sync": bundler,
  shotgun: "loads the whole app again for each request",
  rerun: watches,
  guard: watches,
  watchmedo: watches,
  watchfiles: watches,
  hupper: watches,
  watchexec: watches,
  "http.server": discouraged,
  SimpleHTTPServer: discouraged,
};

type Test = (invocation: Invocation) => string | undefined;

const reloads: Test = (invocation) => (hasOption(invocation, ["--reload"]) ? `with --reload ${watches}` : undefined);

const byArguments: Readonly<Record<string, Test>> = {
  dev: ({ path }) => (/^(?:\.\/)?bin\/dev$/.test(path) ? "starts the processes of Procfile.dev" : undefined),
  flask: verb(discouraged, ["run"]),
  quart: verb(discouraged, ["run"]),
  fastapi: verb(watches, ["dev"]),
  uvicorn: reloads,
  gunicorn: reloads,
  hypercorn: reloads,
  granian: reloads,
  php: (invocation) => phpServer(invocation),
  symfony: verb(discouraged, ["serve", "server:start", "local:server:start"]),
  next: verb(bundler, ["dev"], true),
  nuxt: verb(bundler, ["dev"], true),
  nuxi: verb(bundler, ["dev"]),
  vite: (invocation) => verb(bundler, ["dev", "serve"], true)(invocation) ?? verb(preview, ["preview"])(invocation),
  astro: verb(bundler, ["dev"], true),
  remix: verb(bundler, ["dev", "vite:dev"]),
  gatsby: verb(bundler, ["develop"]),
  ng: verb(bundler, ["serve", "s"]),
  nx: verb(bundler, ["serve"]),
  "vue-cli-service": verb(bundler, ["serve"]),
  "react-scripts": verb(bundler, ["start"]),
  craco: verb(bundler, ["start"]),
  ember: verb(bundler, ["serve", "server", "s"]),
  hugo: verb(bundler, ["server", "serve"]),
  parcel: verb(bundler, ["serve", "watch"]),
  strapi: verb(watches, ["develop", "dev"]),
  wrangler: verb(bundler, ["dev"]),
  webpack: (invocation) =>
    verb(bundler, ["serve", "watch"])(invocation) ?? option(watches, ["--watch", "-w"])(invocation),
  rollup: option(watches, ["--watch", "-w"]),
  tsc: option(watches, ["--watch", "-w"]),
  node: leading(watches, ["--watch", "--watch-path"]),
  tsx: verb(watches, ["watch"]),
  bun: leading(watches, ["--watch", "--hot"]),
  deno: (invocation) => (hasOption(invocation, ["--watch"]) ? watches : undefined),
  nest: (invocation) => (hasOption(invocation, ["--watch", "-w", "--debug"]) ? watches : undefined),
  dotnet: verb(compiles, ["run", "watch"]),
  go: verb(compiles, ["run"]),
  cargo: verb(compiles, ["run", "watch"]),
};

/** Its first word that is no option is one of these, or there is none and that means the same. */
function verb(why: string, verbs: readonly string[], byDefault = false): Test {
  return (invocation) => {
    const [first] = positionals(invocation, ["-c", "--config", "-p", "--port", "--host", "-A", "--app", "-e", "--env"]);
    if (first) return verbs.includes(first.value) ? why : undefined;
    return byDefault && !hasOption(invocation, ["--version", "--help", "-v", "-h"]) ? why : undefined;
  };
}

function option(why: string, names: readonly string[]): Test {
  return ({ args }) => (args.some(({ value }) => names.includes(value)) ? why : undefined);
}

/** The option stands before the script; behind it, it is the script's. */
function leading(why: string, names: readonly string[]): Test {
  return ({ args }) => {
    const script = args.findIndex(({ value }) => !value.startsWith("-"));
    const own = script === -1 ? args : args.slice(0, script);
    return hasOption({ args: own }, names) ? why : undefined;
  };
}

function phpServer({ args }: Invocation): string | undefined {
  const values = args.map(({ value }) => value);
  if (values.some((value) => /^-S/.test(value))) return discouraged;
  const [script, command = ""] = values.filter((value) => !value.startsWith("-"));
  const serves = /^(?:serve|server:run|server:start)$/.test(command);
  return serves && /^(?:artisan|bin\/console|yii|spark|app\/console)$/.test(script ?? "") ? discouraged : undefined;
}

function djangoServer(values: readonly string[]): string | undefined {
  return values.slice(0, 4).some((value) => /^(?:runserver|runserver_plus|runsslserver)$/.test(value))
    ? discouraged
    : undefined;
}
