import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type RequestOptions,
  request,
  type Server,
} from "node:http";
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from "node:net";
import { join } from "node:path";
import { parseRouterLine, type RouterLine } from "../../../../src/logs/router-line.ts";
import type {
  Dyno,
  DynoState,
  Dynos,
  LogEntry,
  Logplex,
  Places,
  Router,
  Settings,
  World,
} from "../../../../src/sandbox/parts.ts";
import { createRouter } from "../../../../src/sandbox/router/router.ts";
import { platformSettings } from "../../../../src/sandbox/settings.ts";
import { openStore } from "../../../../src/sandbox/store/store.ts";

const world: World = { now: () => new Date(), uuid: randomUUID };

/** A router in front of dynos that the test makes, with a real store in memory and a log that the test reads. */
export async function startRouter(settings: Partial<Settings> = {}, port = 0) {
  const store = openStore(":memory:", world);
  const dynos = new FakeDynos();
  const log = new RouterLog();
  const options = { settings: { ...platformSettings, ...settings }, places: places("."), store, world };
  const logplex: Pick<Logplex, "appendLines"> = { appendLines: (_, origin, lines) => log.append(origin, lines) };
  const start = (onPort: number) =>
    createRouter({ ...options, dynos: dynos as unknown as Dynos, logplex: logplex as Logplex, port: onPort });
  const router = await start(port);
  const app = store.apps.create({ name: "myapp", regionName: "us", stackName: "heroku-26" });
  deploy(store, app.id);
  return {
    router,
    store,
    dynos,
    log,
    app,
    start,
    host: `myapp.localhost:${router.port}`,
    [Symbol.asyncDispose]: () => stop(router, dynos),
  };
}

async function stop(router: Router, dynos: FakeDynos): Promise<void> {
  await router.close();
  await dynos.close();
}

export function deploy(store: ReturnType<typeof openStore>, appId: string): void {
  const account = store.accounts.self();
  const slug = store.slugs.create({
    id: randomUUID(),
    appId,
    commit: null,
    commitDescription: null,
    buildpackProvidedDescription: null,
    checksum: null,
    processTypes: { web: "true" },
    size: 1,
    stackName: "heroku-26",
  });
  const release = store.releases.create({
    appId,
    description: "Deploy",
    status: "pending",
    slugId: slug.id,
    configVars: {},
    user: account,
    outputId: null,
  });
  store.releases.finish(release.id, "succeeded");
}

/** Web dynos whose processes are servers of the test. */
export class FakeDynos {
  readonly events = new EventEmitter<{ change: [appId: string] }>();
  readonly all: Dyno[] = [];
  /** Requests that HTTP dynos got. */
  requests = 0;
  private readonly servers: (Server | TcpServer)[] = [];
  private readonly sockets = new Set<Socket>();

  private looked = Promise.withResolvers<void>();

  /** Resolves when the router next looks for a dyno that is not up. */
  nextLook(): Promise<void> {
    this.looked = Promise.withResolvers();
    return this.looked.promise;
  }

  list(appId: string): Dyno[] {
    this.looked.resolve();
    return this.all.filter((dyno) => dyno.appId === appId);
  }

  webDynos(appId: string): Dyno[] {
    return this.all.filter((dyno) => dyno.appId === appId && dyno.type === "web" && dyno.state === "up");
  }

  add(appId: string, port: number | null, state: DynoState = "up"): Dyno {
    const name = `web.${this.all.length + 1}`;
    const dyno: Dyno = {
      id: randomUUID(),
      appId,
      name,
      type: "web",
      command: "web",
      size: "Basic",
      state,
      releaseId: "r",
      releaseVersion: 1,
      port,
      createdAt: "",
      updatedAt: "",
    };
    this.all.push(dyno);
    this.events.emit("change", appId);
    return dyno;
  }

  become(dyno: Dyno, state: DynoState): void {
    this.all.splice(this.all.indexOf(dyno), 1, { ...dyno, state });
    this.events.emit("change", dyno.appId);
  }

  /** A dyno that answers as the handler does. */
  async http(appId: string, handler: RequestListener): Promise<{ dyno: Dyno; server: Server }> {
    const server = createServer((request, response) => {
      this.requests++;
      handler(request, response);
    });
    return { dyno: this.add(appId, await this.listen(server)), server };
  }

  /** A dyno that gets every connection bare. */
  async tcp(appId: string, handler: (socket: Socket) => void): Promise<{ dyno: Dyno; server: TcpServer }> {
    const server = createTcpServer(handler);
    return { dyno: this.add(appId, await this.listen(server)), server };
  }

  /** A dyno that sends these bytes to whoever sends it a head. */
  answering(appId: string, text: string, then: "keep" | "end" | "reset" = "end") {
    return this.tcp(appId, (socket) => {
      socket.once("data", () => {
        socket.write(text, "latin1", () => {
          if (then === "end") socket.end();
          else if (then === "reset") socket.resetAndDestroy();
        });
      });
    });
  }

  async listen(server: Server | TcpServer): Promise<number> {
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => this.sockets.delete(socket));
    });
    this.servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((done) => server.close(done))));
  }
}

/** What the router logged, one line after the other. */
export class RouterLog {
  readonly messages: string[] = [];
  private readonly events = new EventEmitter();

  append(origin: Omit<LogEntry, "message">, lines: readonly Buffer[]): void {
    assert.deepEqual(origin, { source: "heroku", process: "router" });
    this.messages.push(...lines.map(String));
    this.events.emit("line");
  }

  /** The `count`th line so far, as soon as it is there. */
  async line(count = 1): Promise<RouterLine & { message: string }> {
    while (this.messages.length < count) await once(this.events, "line");
    const message = this.messages[count - 1] ?? "";
    const line = parseRouterLine(message);
    if (!line) throw new Error(`Not a router line: ${message}`);
    return { ...line, message };
  }
}

/** Sends bytes and reads until the other side ends. */
export async function rawRequest(port: number, text: string | Buffer, options = { half: false }): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  if (options.half) socket.end(text);
  else socket.write(text);
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  await once(socket, "close");
  return answer;
}

function places(root: string): Places {
  const at = (name: string) => join(root, name);
  return {
    root,
    database: at("db"),
    repositories: at("repositories"),
    slugs: at("slugs"),
    builds: at("builds"),
    buildCaches: at("caches"),
    buildpacks: at("buildpacks"),
    dynos: at("dynos"),
    sources: at("sources"),
    outputs: at("outputs"),
    logs: at("logs"),
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly trailers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** One request to the app through the router, over `agent` or a connection of its own. */
export async function ask(
  at: { host: string; router: Router },
  path: string,
  options: RequestOptions & { body?: string | Buffer } = {},
): Promise<Answer> {
  const { body: sent, headers, ...rest } = options;
  const sending = request({
    host: "127.0.0.1",
    port: at.router.port,
    path,
    headers: { host: at.host, ...(headers as object) },
    agent: false,
    ...rest,
  });
  sending.end(sent);
  const [response]: [IncomingMessage] = (await once(sending, "response")) as never;
  let body = "";
  response.setEncoding("latin1").on("data", (chunk: string) => {
    body += chunk;
  });
  await once(response, "end");
  const { statusCode = 0, headers: got, rawHeaders, trailers } = response;
  return { status: statusCode, headers: got, rawHeaders, trailers, body };
}
