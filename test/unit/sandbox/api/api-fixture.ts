import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAddons } from "../../../../src/sandbox/addons/addons.ts";
import { createBackground } from "../../../../src/sandbox/api/background.ts";
import { createFront } from "../../../../src/sandbox/api/front.ts";
import { listen } from "../../../../src/sandbox/api/listen.ts";
import { createSignIn } from "../../../../src/sandbox/api/second-factor.ts";
import { createOutputs } from "../../../../src/sandbox/outputs/outputs.ts";
import type {
  Builds,
  Dynos,
  Logplex,
  Parts,
  Places,
  Repositories,
  Router,
  Settings,
} from "../../../../src/sandbox/parts.ts";
import { createReleases } from "../../../../src/sandbox/releases/releases.ts";
import { platformSettings } from "../../../../src/sandbox/settings.ts";
import { openStore } from "../../../../src/sandbox/store/store.ts";

export interface Api {
  readonly url: string;
  readonly token: string;
  readonly parts: Parts;
  /** Lines of the log, as `<process> <message>`. */
  readonly logged: string[];
  readonly errors: unknown[];
  /** A call as a client makes it, with token and version unless `headers` says otherwise; an empty value leaves one out. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** An app with a slug of these process types, by the API alone. */
  deploy(name: string, processTypes: Record<string, string>): Promise<void>;
  /** Moves the clock of the sandbox on, in ms. */
  advance(time: number): void;
  /** Another account, as one who calls with its token. */
  account(email: string, given?: Readonly<Record<string, unknown>>): Promise<Other>;
  close(): Promise<void>;
}

export interface Other {
  readonly email: string;
  readonly token: string;
  /** In base 32; null without a second factor. */
  readonly secret: string | null;
  readonly call: Api["call"];
}

export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
  readonly list: Body[];
}

/** The API over HTTP with the real store, outputs and releases. No process runs: dynos, builds and git have tests of their own. */
export async function startApi(settings: Partial<Settings> = {}): Promise<Api> {
  const root = await mkdtemp(join(tmpdir(), "api-"));
  const places = placesIn(root);
  let ahead = 0;
  const world = { now: () => new Date(Date.now() + ahead), uuid: randomUUID };
  const logged: string[] = [];
  const errors: unknown[] = [];
  const store = openStore(places.database, world);
  const logplex = recordingLogplex(logged);
  const outputs = createOutputs({ places, world });
  const listening = await listen(0);
  const releases = createReleases({ store, dynos: noDynos, logplex, outputs });
  const all = { ...platformSettings, addonProvisioningTime: 1, ...settings };
  const onError = (error: unknown) => void errors.push(error);
  const background = createBackground(onError);
  const addons = createAddons({ store, releases, logplex, settings: all, inBackground: background.add });
  const parts: Parts = {
    world,
    settings: all,
    places,
    store,
    logplex,
    outputs,
    dynos: noDynos,
    releases,
    addons,
    builds: noBuilds,
    repositories: noRepositories,
    router: noRouter,
    signIn: createSignIn({ settings: { ...platformSettings, ...settings }, world }),
    apiUrl: `http://127.0.0.1:${listening.port}`,
    stopping: new AbortController().signal,
  };
  const token = randomUUID();
  store.authorizations.adopt(store.accounts.self(), token);
  listening.serve(createFront({ parts, background, requestLog: undefined, onError }));
  const call: Api["call"] = (method, path, body, headers = {}) =>
    send(parts.apiUrl, token, method, path, body, headers);

  return {
    url: parts.apiUrl,
    token,
    parts,
    logged,
    errors,
    call,
    advance(time) {
      ahead += time;
    },
    async account(email, given = {}) {
      const { body } = await call("POST", "/sandbox/accounts", { email, ...given });
      const own = String(body["token"]);
      const secret = typeof body["two_factor_secret"] === "string" ? body["two_factor_secret"] : null;
      return {
        ...{ email, token: own, secret },
        call: (method, path, sent, headers = {}) => send(parts.apiUrl, own, method, path, sent, headers),
      };
    },
    async deploy(name, processTypes) {
      await call("POST", "/apps", { name });
      const slug = await call("POST", `/apps/${name}/slugs`, { process_types: processTypes });
      const { url } = slug.body["blob"] as { url: string };
      await fetch(url, { method: "PUT", body: "a tar.gz" });
      await call("POST", `/apps/${name}/releases`, { slug: slug.body["id"] });
    },
    async close() {
      addons.close();
      await background.settled();
      await listening.close();
      store.close();
      await rm(root, { recursive: true });
    },
  };
}

async function send(
  url: string,
  token: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Reply> {
  const all = { authorization: `Bearer ${token}`, accept: "application/vnd.heroku+json; version=3", ...headers };
  const response = await fetch(`${url}${path}`, {
    method,
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, body: parsed, list: parsed };
}

function placesIn(root: string): Places {
  const within = (name: string) => join(root, name);
  return {
    root,
    database: within("sandbox.sqlite"),
    repositories: within("repositories"),
    slugs: within("slugs"),
    builds: within("builds"),
    buildCaches: within("caches"),
    buildpacks: within("buildpacks"),
    dynos: within("dynos"),
    sources: within("sources"),
    outputs: within("outputs"),
    logs: within("logs"),
  };
}

function recordingLogplex(logged: string[]): Logplex {
  return {
    append: (_, entry) => void logged.push(`${entry.process} ${String(entry.message)}`),
    appendLines: () => {},
    createSession: () => ({ id: randomUUID(), path: `/streams/${randomUUID()}` }),
    handle: (_, response) => void response.end(),
    forget: () => {},
    close: async () => {},
  };
}

const noDynos: Dynos = {
  list: () => [],
  find: () => undefined,
  webDynos: () => [],
  reconcile: () => {},
  restart: () => {},
  stop: () => {},
  runDetached() {
    throw new Error("No process runs here.");
  },
  runToEnd: async () => 0,
  runRelease: async () => 0,
  destroy: async () => {},
  close: async () => {},
  events: new EventEmitter(),
};

const noBuilds: Builds = {
  start() {
    throw new Error("Nothing is built here.");
  },
  cancel: async () => false,
  purgeCache: async () => {},
  close: async () => {},
};

const noRepositories: Repositories = {
  create: async () => {},
  delete: async () => {},
  handle: (_, __, response) => void response.end("git"),
  close: async () => {},
};

const noRouter: Router = { port: 5181, open: async () => 5182, closeApp: async () => {}, close: async () => {} };
