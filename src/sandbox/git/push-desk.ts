import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Environment } from "../../process/environment.ts";
import { createLineSplitter } from "../../process/line-splitter.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";

/** A push as its pre-receive hook reports it. */
export interface Push {
  readonly app: AppRecord;
  /** Who pushes. */
  readonly user: AccountRecord;
  readonly folder: string;
  /** `<old> <new> <ref>` lines, as git gives them to the hook. */
  readonly updates: string;
  /** Where the pushed objects are: git takes them into the repository only when the hook has agreed. */
  readonly env: Environment;
  /** Shown to the pusher; resolves when there is room for more, or nobody to show it to. */
  print(chunk: Buffer | string): Promise<void>;
  /** git has taken or dropped the push. */
  readonly ended: Promise<void>;
}

export interface Admission {
  readonly env: Environment;
  /** Called when git has ended. */
  end(): void;
}

export interface PushDesk {
  /** A one-time secret for the hook of one request. */
  admit(push: Pick<Push, "app" | "user" | "folder">): Promise<Admission>;
  close(): Promise<void>;
}

type Expected = Pick<Push, "app" | "user" | "folder" | "ended">;

const longestReport = 4 * 1024 * 1024;

/** Where pre-receive hooks call: a loopback port, opened with the first request. `receive` gives the hook's exit status. */
export function createPushDesk(receive: (push: Push) => Promise<number>): PushDesk {
  const expected = new Map<string, Expected>();
  const sockets = new Set<Socket>();
  let server: Promise<Server> | undefined;

  const onReport = async (socket: Socket, line: Buffer): Promise<void> => {
    const report = parseReport(line);
    const push = report && expected.get(report.secret);
    if (!push) {
      socket.destroy();
      return;
    }
    expected.delete(report.secret);
    const send = (message: object) => sendLine(socket, JSON.stringify(message));
    const print = (chunk: Buffer | string) => send({ print: Buffer.from(chunk).toString("base64") });
    const status = await receive({ ...push, updates: report.updates, env: report.git, print }).catch(
      async (error: Error) => {
        await print(` !     ${error.message}\n`);
        return 1;
      },
    );
    await send({ exit: status });
    socket.end();
  };

  const onConnection = (socket: Socket): void => {
    sockets.add(socket);
    const lines = createLineSplitter({ limit: longestReport });
    // A hook that goes away takes nothing with it: its build runs on.
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.on("data", (chunk) => {
      const [line] = lines.push(chunk);
      if (line) void onReport(socket, line);
    });
  };

  const listen = async (): Promise<Server> => {
    const listening = createServer(onConnection).listen(0, "127.0.0.1");
    await once(listening, "listening");
    return listening;
  };

  return {
    async admit(push) {
      server ??= listen();
      const { port } = (await server).address() as AddressInfo;
      const secret = randomBytes(32).toString("hex");
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      expected.set(secret, { ...push, ended });
      return {
        env: { SANDBOX_HOOK_PORT: String(port), SANDBOX_HOOK_SECRET: secret },
        end() {
          expected.delete(secret);
          end();
        },
      };
    },
    async close() {
      const listening = await server;
      for (const socket of sockets) socket.destroy();
      if (listening) await new Promise((resolve) => listening.close(resolve));
    },
  };
}

async function sendLine(socket: Socket, line: string): Promise<void> {
  if (!socket.writable || socket.write(`${line}\n`)) return;
  await new Promise<void>((resolve) => {
    const settle = () => {
      socket.off("drain", settle).off("close", settle);
      resolve();
    };
    socket.on("drain", settle).on("close", settle);
  });
}

function parseReport(line: Buffer): { secret: string; updates: string; git: Environment } | undefined {
  try {
    const { secret, updates, git } = JSON.parse(line.toString("utf8")) as Record<string, unknown>;
    if (typeof secret !== "string" || typeof updates !== "string" || typeof git !== "object") return undefined;
    return { secret, updates, git: git as Environment };
  } catch {
    return undefined;
  }
}
