import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { serve, type TestServer } from "./http-server.ts";

export interface LogServerOptions {
  readonly format: "events" | "events without ids" | "text";
  /** Streams are cut after a random number of bytes up to this many. */
  readonly cutWithin?: number;
  /** A session is forgotten after its first stream. */
  readonly expires?: boolean;
  readonly random?: () => number;
  readonly port?: number;
}

/** A log as the platform has it: sessions with history and tail, over the last 1500 lines. */
export interface LogServer extends TestServer {
  readonly sessions: number;
  readonly streams: number;
  append(...lines: string[]): void;
  /** Log sessions are answered with this from now on. */
  refuseSessions(status: number, id: string): void;
}

interface Session {
  readonly lines: number;
  readonly tail: boolean;
}

export async function serveLog(test: Pick<TestContext, "after">, options: LogServerOptions): Promise<LogServer> {
  const log: { sequence: number; line: string }[] = [];
  const sessions = new Map<string, Session>();
  const readers = new Set<() => void>();
  const counts = { sessions: 0, streams: 0 };
  let refusal: { status: number; id: string } | undefined;

  function stream(request: IncomingMessage, response: ServerResponse, session: Session): void {
    counts.streams++;
    const isText = options.format === "text";
    const last = request.headers["last-event-id"];
    const history = log.slice(Math.max(0, log.length - session.lines));
    let next = last === undefined ? (history[0]?.sequence ?? nextSequence()) : Number(last) + 1;
    let left = options.cutWithin ? Math.ceil((options.random ?? Math.random)() * options.cutWithin) : Infinity;
    response.writeHead(200, { "Content-Type": isText ? "text/plain" : "text/event-stream" });
    const send = (part: string) => {
      const bytes = Buffer.from(part);
      const isLast = left <= bytes.length;
      response.write(bytes.subarray(0, left), () => isLast && response.destroy());
      left -= bytes.length;
    };
    if (!isText) send("retry: 20\n\n");
    const more = () => {
      for (const { sequence, line } of log.slice(Math.max(0, next - (log[0]?.sequence ?? 0)))) {
        if (left <= 0) return;
        next = sequence + 1;
        send(isText ? `${line}\n` : `${options.format === "events" ? `id: ${sequence}\n` : ""}data: ${line}\n\n`);
      }
    };
    more();
    if (!session.tail) return void response.end();
    readers.add(more);
    response.on("close", () => readers.delete(more));
  }

  function nextSequence(): number {
    return (log.at(-1)?.sequence ?? 0) + 1;
  }

  async function createSession(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    const body = JSON.parse(await text(request));
    response.setHeader("Content-Type", "application/json");
    if (refusal) return void response.writeHead(refusal.status).end(JSON.stringify({ id: refusal.id, message: "No." }));
    const id = String(++counts.sessions);
    sessions.set(id, body);
    const session = { id, logplex_url: `${url}/streams/${id}`, created_at: new Date().toISOString() };
    response.writeHead(201).end(JSON.stringify(session));
  }

  const server: TestServer = await serve(
    test,
    (request, response) => {
      if (request.method === "POST") return void createSession(request, response, server.url);
      const id = request.url?.split("/").at(-1) ?? "";
      const session = sessions.get(id);
      if (options.expires) sessions.delete(id);
      if (session) stream(request, response, session);
      else response.writeHead(404).end();
    },
    options.port,
  );
  return {
    ...server,
    get sessions() {
      return counts.sessions;
    },
    get streams() {
      return counts.streams;
    },
    append(...lines) {
      for (const line of lines) log.push({ sequence: nextSequence(), line });
      log.splice(0, Math.max(0, log.length - 1500));
      for (const more of readers) more();
    },
    refuseSessions(status, id) {
      refusal = { status, id };
    },
  };
}

/** A line as the platform writes it, a microsecond after the one with the number before. */
export function logLine(number: number, text = `Zeile ${number} grüßt 🚀`): string {
  const micros = String(number % 1_000_000).padStart(6, "0");
  const second = String(Math.floor(number / 1_000_000) % 60).padStart(2, "0");
  return `2026-11-21T02:00:${second}.${micros}+00:00 app[web.1]: ${text}`;
}
