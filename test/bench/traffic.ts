import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import path from "node:path";
import type { Figure } from "./figures.ts";

const program = path.resolve(import.meta.dirname, "../../src/cli/local.ts");
const requests = 6000;
const atOnce = 4;
const rounds = 3;

/** What copies of the requests cost those who wait for the originals, when a target hangs or is away. */
export async function traffic(): Promise<readonly Figure[]> {
  const backend = await listening(createServer((_, response) => response.end("ok")));
  const hanging = await listening(createTcpServer(() => {}));
  const away = await listening(createTcpServer(() => {}));
  away.close();
  const dead = [hanging, away].flatMap(({ port }) => ["--duplicate", `http://127.0.0.1:${port}`]);
  const plain: number[] = [];
  const copied: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      plain.push(await slowest(backend.port, []));
      copied.push(await slowest(backend.port, dead));
    }
  } finally {
    backend.close();
    hanging.close();
  }
  const [without, beside] = [Math.min(...plain), Math.min(...copied)];
  return [
    {
      name: "p99 of a request beside two dead targets",
      value: `${beside.toFixed(2)} ms (${without.toFixed(2)} ms without them)`,
      target: "at most a quarter and 1 ms more",
      isMet: beside <= without * 1.25 + 1,
    },
  ];
}

/** Milliseconds that 99 % of the requests through a router of its own process took at most. */
async function slowest(backend: number, options: readonly string[]): Promise<number> {
  const port = await freePort();
  const args = [program, "route", "-q", "-p", String(port), "--to", `http://127.0.0.1:${backend}`, ...options];
  const router = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  try {
    await once(router.stderr, "data");
    const times = await load(port);
    return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.NaN;
  } finally {
    await ended(router);
  }
}

async function load(port: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  let left = requests;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const begun = performance.now();
      const [response] = await once(request({ host: "127.0.0.1", port, agent }).end(), "response");
      response.resume();
      await once(response, "end");
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  // Without what is compiled meanwhile.
  return times.slice(requests / 6);
}

async function listening(server: ReturnType<typeof createTcpServer> | ReturnType<typeof createServer>) {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const { port, close } = await listening(createTcpServer());
  close();
  return port;
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
}
