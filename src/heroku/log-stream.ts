import type { HerokuClient } from "./client.ts";
import { type HerokuError, isHerokuError } from "./errors.ts";
import { type BackOff, createBackOff } from "./log-stream/back-off.ts";
import { connect } from "./log-stream/connection.ts";
import { createDelivered, type Delivered, historyLines, type LineFilter } from "./log-stream/delivered.ts";
import { createLineReader, type LineReader, type Received } from "./log-stream/line-reader.ts";
import { createLogSession, type LogFilter } from "./resources/log-sessions.ts";

export interface LogStreamOptions extends LogFilter {
  /** How many lines of history come first; the platform keeps 1500. */
  readonly lines: number;
  /** Whether to go on with new lines; else the stream ends with the history. */
  readonly tail: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told when the stream is there, and when it is gone and will be tried again. */
  readonly onState?: ((state: LogStreamState) => void) | undefined;
}

export type LogStreamState =
  | { readonly kind: "connected" }
  /** `delay` in milliseconds until the next attempt; no error when the stream just ended, or had long been silent. */
  | { readonly kind: "waiting"; readonly delay: number; readonly error: HerokuError | undefined };

export interface LogBatch {
  /** Whole lines without their newline, in order: `2010-09-16T15:13:46.677020+00:00 app[web.1]: …` */
  readonly lines: readonly string[];
  /** After an interruption longer than the platform remembers: lines are missing before these. */
  readonly gap: boolean;
}

/**
 * The log lines of an app. Survives lost connections, expired sessions and a platform that is away for a while: every
 * line comes once. Ends when `signal` is aborted, and with the history when `tail` is false. Throws a `HerokuError`
 * when the app or the account refuses, and when the first session cannot be made. Nothing is read ahead of the reader.
 */
export async function* streamLogs(
  client: HerokuClient,
  app: string,
  options: LogStreamOptions,
): AsyncGenerator<LogBatch, void, undefined> {
  const ended = new AbortController();
  const end = () => ended.abort();
  options.signal?.addEventListener("abort", end, { once: true });
  if (options.signal?.aborted) end();
  try {
    yield* untilAborted(client, app, options, ended.signal);
  } finally {
    options.signal?.removeEventListener("abort", end);
    end();
  }
}

async function* untilAborted(
  client: HerokuClient,
  app: string,
  options: LogStreamOptions,
  signal: AbortSignal,
): AsyncGenerator<LogBatch, void, undefined> {
  const backOff = createBackOff(client.streams.random);
  const progress: Progress = { ...beginning, delivered: createDelivered() };
  while (!signal.aborted) {
    let error: HerokuError | undefined;
    try {
      yield* oneConnection(client, app, options, { progress, backOff, signal });
      if (!options.tail) return;
    } catch (thrown) {
      if (signal.aborted) return;
      error = recoverable(thrown, progress, options.tail ? Infinity : triesForHistory - backOff.failures);
    }
    const delay = backOff.next(error);
    options.onState?.({ kind: "waiting", delay, error });
    await client.streams.clock.sleep(delay, signal);
  }
}

/** What outlives a connection. */
interface Progress {
  readonly delivered: Delivered;
  /** Present when its stream can be asked to go on after `lastEventId`. */
  session: { readonly url: string; readonly lastEventId: string | undefined } | undefined;
  /** When the first session began, where no history was wanted. */
  since: string;
  hadSession: boolean;
  isConnected: boolean;
  step: "session" | "stream";
}

const beginning = { session: undefined, since: "", hadSession: false, isConnected: false, step: "session" } as const;
const triesForHistory = 5;

interface Course {
  readonly progress: Progress;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
}

async function* oneConnection(
  client: HerokuClient,
  app: string,
  options: LogStreamOptions,
  course: Course,
): AsyncGenerator<LogBatch, void, undefined> {
  const { progress, backOff, signal } = course;
  progress.step = "session";
  const { url, lastEventId, filter } = await resume(client, app, options, course);
  progress.step = "stream";
  const connection = await connect(client, url, { lastEventId, signal });
  progress.isConnected = true;
  options.onState?.({ kind: "connected" });
  const reader = createLineReader(connection.contentType);
  try {
    for await (const text of connection.text) {
      backOff.reset();
      yield* deliver(reader.read(text), filter, progress);
      if (reader.retry !== undefined) backOff.base = Math.max(reader.retry, shortestRetry);
    }
    yield* deliver(reader.end(), filter, progress);
  } finally {
    progress.session = continuation(url, reader, lastEventId);
  }
}

/** Goes on where the last connection ended, or opens a session, whose history then closes the gap. */
async function resume(
  client: HerokuClient,
  app: string,
  { dyno, type, source, lines, tail }: LogStreamOptions,
  { progress, signal }: Course,
): Promise<{ url: string; lastEventId?: string | undefined; filter: LineFilter }> {
  const { session, delivered, isConnected } = progress;
  if (session) return { ...session, filter: delivered.resumed() };
  const wanted = isConnected && !(delivered.isEmpty && !tail) ? historyLines : lines;
  const request = { dyno, type, source, lines: wanted, tail };
  const { logplex_url, created_at } = await createLogSession(client, app, request, { signal });
  progress.hadSession = true;
  if (!isConnected && lines === 0) progress.since = created_at.replace("Z", "");
  return { url: logplex_url, filter: isConnected ? delivered.restarted(progress.since) : everything };
}

const everything: LineFilter = (received) => ({ received, gap: false });
/** Milliseconds. */
const shortestRetry = 20;

function* deliver(all: Received, filter: LineFilter, { delivered }: Progress): Generator<LogBatch> {
  const { received, gap } = filter(all);
  if (received.lines.length === 0) return;
  delivered.record(received);
  yield { lines: received.lines, gap };
}

/** Only a server that numbers its events knows where we were. */
function continuation(url: string, reader: LineReader, before: string | undefined): Progress["session"] {
  const lastEventId = reader.lastEventId ?? before;
  return lastEventId === undefined ? undefined : { url, lastEventId };
}

/** An expired session (403, 404) is replaced; a refusal of the app or account ends the stream. */
function recoverable(thrown: unknown, progress: Progress, triesLeft: number): HerokuError | undefined {
  if (!isHerokuError(thrown) || !progress.hadSession || triesLeft <= 0) throw thrown;
  const isRefusal = thrown.kind === "platform" && thrown.status < 500 && thrown.status !== 429;
  if (isRefusal && progress.step === "session") throw thrown;
  if (isRefusal) progress.session = undefined;
  return isSilence(thrown) ? undefined : thrown;
}

/** Node's `fetch` cuts a stream that was silent for five minutes; nothing is wrong with the app or the network then. */
function isSilence(error: HerokuError): boolean {
  return error.kind === "network" && error.code === "UND_ERR_BODY_TIMEOUT";
}
