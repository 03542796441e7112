import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import type { Logplex, Places, Settings, World } from "../parts.ts";
import { type AppLog, createAppLog } from "./app-log.ts";
import { createLogFile, type LogFile } from "./log-file.ts";
import { toFilter } from "./log-filter.ts";
import { createLogReader } from "./log-reader.ts";
import { createLogSessions, type LogSession } from "./log-sessions.ts";

export interface LogplexOptions {
  readonly settings: Pick<Settings, "logLines">;
  readonly places: Pick<Places, "logs">;
  readonly world: World;
  /** Milliseconds between signs of life on a quiet stream; 15 s unless given. */
  readonly heartbeat?: number;
  /** Milliseconds that lines may wait to be saved, and so at most are lost by a kill; 1 s unless given. */
  readonly saveEvery?: number;
}

interface OpenLog {
  readonly log: AppLog;
  readonly file: LogFile;
}

/** The logs of all apps: the last lines of each in memory and in a file, and the streams that follow them. */
export function createLogplex({
  settings,
  places,
  world,
  heartbeat = 15_000,
  saveEvery = 1000,
}: LogplexOptions): Logplex {
  mkdirSync(places.logs, { recursive: true, mode: 0o700 });
  const sessions = createLogSessions(world);
  const open = new Map<string, OpenLog>();
  const unsaved = new Set<string>();
  const now = () => world.now().getTime() * 1000;

  const find = (appId: string): OpenLog => {
    const found = open.get(appId) ?? openLog(path.join(places.logs, `${appId}.log`), settings.logLines, now);
    open.set(appId, found);
    return found;
  };

  let saving: Promise<unknown> = Promise.resolve();
  const save = async (): Promise<void> => {
    const apps = [...unsaved].flatMap((appId) => open.get(appId) ?? []);
    unsaved.clear();
    // A full disk costs the history, nothing else. Who waits for this save waits for those before it, too.
    saving = Promise.allSettled([saving, ...apps.map(({ log, file }) => file.save(log.takeUnsaved(), log.all))]);
    await saving;
  };

  const timers = [
    setInterval(() => void save(), saveEvery),
    setInterval(() => open.forEach(({ log }) => void log.beat()), heartbeat),
  ];
  for (const timer of timers) timer.unref();

  const appendLines: Logplex["appendLines"] = (appId, origin, lines) => {
    if (lines.length === 0) return;
    find(appId).log.append(origin, lines);
    unsaved.add(appId);
  };

  return {
    appendLines,
    append(appId, { source, process, message }) {
      appendLines(appId, { source, process }, [typeof message === "string" ? Buffer.from(message) : message]);
    },
    createSession: (appId, request) => sessions.create({ appId, request }),
    handle(request, response) {
      const session = sessions.find(sessionId(request));
      if (request.method !== "GET") refuse(response, 405, "Log streams are read with GET.");
      else if (session === undefined) refuse(response, 404, "There is no such log session, or it has expired.");
      else stream(find(session.appId).log, session, request, response, now);
    },
    forget(appId) {
      sessions.forget(appId);
      unsaved.delete(appId);
      const { log, file } = find(appId);
      open.delete(appId);
      log.end();
      void file.remove().catch(() => undefined);
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const { log } of open.values()) log.end();
      await save();
    },
  };
}

function openLog(file: string, capacity: number, now: () => number): OpenLog {
  const logFile = createLogFile(file, capacity);
  return { file: logFile, log: createAppLog({ capacity, saved: logFile.load(), now }) };
}

/** `/streams/<uuid>?srv=…` */
function sessionId(request: IncomingMessage): string {
  return /^\/streams\/([\w-]+)/.exec(request.url ?? "")?.[1] ?? "";
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${sentence}\n`);
}

function stream(
  log: AppLog,
  { request: { lines, tail, ...filter } }: LogSession,
  request: IncomingMessage,
  response: ServerResponse,
  now: () => number,
): void {
  const format = request.headers.accept?.includes("text/event-stream") ? "events" : "text";
  const isWanted = toFilter(filter);
  writeHead(response, format);
  const reader = createLogReader({ response, format, isWanted, now });
  log.open(reader, {
    isWanted,
    lines,
    tail,
    from: lastEventId(request),
    onGone: (gone) => response.once("close", gone),
  });
}

function writeHead(response: ServerResponse, format: "events" | "text"): void {
  const type = format === "events" ? "text/event-stream" : "text/plain";
  response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store" });
  response.socket?.setNoDelay(true).setKeepAlive(true, 30_000);
  // Without it clients idle for their own three seconds at the end of a stream.
  if (format === "events") response.write("retry: 20\n\n");
  else response.flushHeaders();
}

function lastEventId(request: IncomingMessage): number | undefined {
  const id = request.headers["last-event-id"];
  return typeof id === "string" && /^\d{1,16}$/.test(id) ? Number(id) : undefined;
}
