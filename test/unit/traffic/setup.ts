import { EventEmitter, once } from "node:events";
import {
  createServer,
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
import type { RouterLine } from "../../../src/logs/router-line.ts";
import type { Backend, Backends } from "../../../src/traffic/router/backends.ts";
import { herokuTimeouts, type Timeouts } from "../../../src/traffic/router/exchange.ts";
import { startTraffic, type Traffic, type TrafficOptions } from "../../../src/traffic/traffic.ts";

/** Servers of the test, ended with it. */
export class Servers {
  private readonly servers: (Server | TcpServer)[] = [];
  private readonly sockets = new Set<Socket>();

  /** Resolves with the port. */
  http(handler: RequestListener): Promise<number> {
    return this.listen(createServer(handler));
  }

  tcp(handler: (socket: Socket) => void): Promise<number> {
    return this.listen(createTcpServer(handler));
  }

  /** Sends these bytes to whoever sends it a head, and ends. */
  answering(text: string): Promise<number> {
    return this.tcp((socket) => socket.once("data", () => socket.end(text, "latin1")));
  }

  async listen(server: Server | TcpServer, host = "127.0.0.1"): Promise<number> {
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => this.sockets.delete(socket));
    });
    this.servers.push(server);
    server.listen(0, host);
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((done) => server.close(done))));
  }
}

/** Backends that the test changes. */
export class Webs extends EventEmitter<{ change: [] }> implements Backends {
  private all: readonly Backend[] = [];
  why: "starting" | "crashed" | "none" = "none";
  private looked = Promise.withResolvers<void>();

  become(ports: readonly number[], options: { isHeld?: boolean } = {}): void {
    this.all = ports.map((port, at) => ({
      name: `web.${at + 1}`,
      url: new URL(`http://localhost:${port}`),
      isHeld: options.isHeld ?? false,
    }));
    this.emit("change");
  }

  /** Resolves when the router next looks for a backend and finds none. */
  nextLook(): Promise<void> {
    this.looked = Promise.withResolvers();
    return this.looked.promise;
  }

  ready(): readonly Backend[] {
    return this.all;
  }

  whyNone(): "starting" | "crashed" | "none" {
    this.looked.resolve();
    return this.why;
  }

  onChange(listener: () => void): () => void {
    this.on("change", listener);
    return () => this.off("change", listener);
  }
}

/** What the router said, one line after the other. */
export class Lines {
  readonly all: RouterLine[] = [];
  private readonly events = new EventEmitter();

  add = (line: RouterLine): void => {
    this.all.push(line);
    this.events.emit("line");
  };

  /** The `count`th line so far, as soon as it is there. */
  async line(count = 1): Promise<RouterLine> {
    while (this.all.length < count) await once(this.events, "line");
    const line = this.all[count - 1];
    if (!line) throw new Error("There is no such line.");
    return line;
  }
}

export async function startSetup(
  options: { timeouts?: Partial<Timeouts> } & Partial<Omit<TrafficOptions, "timeouts" | "log">> = {},
) {
  const servers = new Servers();
  const webs = new Webs();
  const lines = new Lines();
  const traffic = await startTraffic({
    port: 0,
    order: "round-robin",
    backends: webs,
    log: lines.add,
    ...options,
    timeouts: { ...herokuTimeouts, ...options.timeouts },
  });
  return {
    servers,
    webs,
    lines,
    traffic,
    port: traffic.port,
    async [Symbol.asyncDispose]() {
      await traffic.close();
      await servers[Symbol.asyncDispose]();
    },
  };
}

export type Setup = Awaited<ReturnType<typeof startSetup>>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly trailers: NodeJS.Dict<string>;
  readonly body: string;
}

export async function ask(
  { port }: Pick<Traffic, "port">,
  path: string,
  options: RequestOptions & { body?: string | Buffer } = {},
): Promise<Answer> {
  const { body: sent, ...rest } = options;
  const sending = request({ host: "127.0.0.1", port, path, agent: false, ...rest }).end(sent);
  const [response]: [IncomingMessage] = (await once(sending, "response")) as never;
  let body = "";
  response.setEncoding("latin1").on("data", (chunk: string) => {
    body += chunk;
  });
  await once(response, "end");
  const { statusCode = 0, headers, rawHeaders, trailers } = response;
  return { status: statusCode, headers, rawHeaders, trailers, body };
}

/** Sends bytes and reads until the other side ends. */
export async function rawRequest(port: number, text: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(text);
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  await once(socket, "close");
  return answer;
}

/** The whole body of a request. */
export async function read(incoming: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
