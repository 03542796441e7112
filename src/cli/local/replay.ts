import path from "node:path";
import { parseArgs } from "node:util";
import { isLoopback } from "../../traffic/loopback.ts";
import { readOrigin } from "../../traffic/origin.ts";
import { openRecording, type Recording } from "../../traffic/recording/open-recording.ts";
import { replay as sendAll } from "../../traffic/replay/replay.ts";
import { createSummary } from "../../traffic/replay/summary.ts";
import { summaryText } from "../../traffic/replay/summary-text.ts";
import { nameOf, readNamed } from "./read-file.ts";
import { type Console, failure, type Verb } from "./verb.ts";

interface ReplayArguments {
  readonly file: string;
  readonly to: URL;
  readonly speed: number;
  readonly atOnce: number;
  readonly allMethods: boolean;
  readonly headersFile: string | undefined;
  readonly json: boolean;
}

const options = {
  to: { type: "string" },
  speed: { type: "string" },
  "at-once": { type: "string" },
  "all-methods": { type: "boolean" },
  headers: { type: "string" },
  "yes-to": { type: "string" },
  json: { type: "boolean" },
} as const;

/** Milliseconds for an answer: longer than Heroku's router waits. */
const answerTime = 60_000;

/** Sends the requests of a recording again and compares the answers. */
export const replay: Verb = {
  usage: `Usage: node dist/local.js replay FILE --to URL [options]

Sends the requests of a recording to a server, in their order and with their
gaps, and says whose status is another than the recorded one. Requests that
change something (POST, PUT, PATCH, DELETE and the like) are sent only with
--all-methods. Exits with 1 when an answer differs or is missing.

  --to URL          the server, such as http://localhost:5000
  --speed N         N times as fast as it came; max: as fast as answers come
  --at-once N       requests under way at once (default: 50)
  --all-methods     also those that change something
  --headers FILE    lines Name: value, sent with every request, such as the
                    Cookie that a recording does not hold
  --yes-to HOST     needed when URL is another machine: its name once more
  --json            print one JSON object
`,
  read(args) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const read = readArguments(values, positionals);
    return (console) => run(read, console);
  },
};

function readArguments(
  values: { readonly [name in keyof typeof options]?: string | boolean },
  [file, ...more]: readonly string[],
): ReplayArguments {
  if (file === undefined || more.length > 0) throw new Error("replay takes the file of one recording.");
  if (typeof values.to !== "string") throw new Error("replay needs --to URL.");
  const origin = readOrigin(values.to);
  if (origin.kind === "invalid") throw new Error(`--to: ${origin.message}`);
  const { url } = origin;
  const yes = values["yes-to"];
  if (!isLoopback(url.hostname) && yes !== url.host && yes !== url.hostname) {
    throw new Error(`${url.host} is another machine. Add --yes-to ${url.host} if the requests may go there.`);
  }
  return {
    file: path.resolve(file),
    to: url,
    speed: readSpeed(values.speed ?? "1"),
    atOnce: readCount(values["at-once"] ?? "50"),
    allMethods: values["all-methods"] === true,
    headersFile: typeof values.headers === "string" ? path.resolve(values.headers) : undefined,
    json: values.json === true,
  };
}

async function run(given: ReplayArguments, console: Console): Promise<number> {
  const headers = given.headersFile === undefined ? [] : readHeaders(await readNamed(given.headersFile));
  const recording = await opened(given.file);
  if (recording.unreadable > 0)
    console.error(`${lines(recording.unreadable)} of ${nameOf(given.file)} could not be read.\n`);
  const { add, summary } = createSummary();
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const begun = performance.now();
  try {
    await sendAll({ ...given, recording, headers, timeout: answerTime, signal: stopping.signal, onResult: add });
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await recording.close();
  }
  const result = summary();
  const isStopped = stopping.signal.aborted;
  const target = given.to.origin;
  const seconds = (performance.now() - begun) / 1000;
  if (given.json) console.out(`${JSON.stringify({ target, stopped: isStopped, ...result })}\n`);
  else console.out(`${isStopped ? "Stopped early.\n" : ""}${summaryText(result, { target, seconds })}`);
  if (isStopped) return 130;
  return result.different + result.failed === 0 ? 0 : 1;
}

async function opened(file: string): Promise<Recording> {
  try {
    return await openRecording(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw failure(code === "ENOENT" ? `${nameOf(file)} does not exist.` : message.replace(file, nameOf(file)));
  }
}

function readHeaders(text: string): string[] {
  const given = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return given.flatMap((line, at) => {
    const [, name, value] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
    // Without the line itself, which is likely a secret.
    if (name === undefined || value === undefined) throw failure(`--headers: header ${at + 1} is not Name: value.`);
    return [name, value];
  });
}

function readSpeed(text: string | boolean): number {
  if (text === "max") return Number.POSITIVE_INFINITY;
  const speed = Number(text);
  if (!(speed > 0 && speed <= 10_000)) throw new Error(`--speed takes a number such as 2 or 0.5, or max, not ${text}.`);
  return speed;
}

function readCount(text: string | boolean): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw new Error(`--at-once takes a whole number from 1 to 1000, not ${text}.`);
  }
  return count;
}

function lines(count: number): string {
  return count === 1 ? "1 line" : `${count} lines`;
}
