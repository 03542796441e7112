import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import type { HeaderList } from "../header-list.ts";
import type { RecordedRequest } from "../recording/format.ts";
import type { Recording } from "../recording/open-recording.ts";
import { scrubbed } from "../recording/secret-names.ts";
import { type Copy, type CopyAnswer, sendCopy } from "../send-copy.ts";

export interface ReplayOptions {
  readonly recording: Recording;
  /** A server. */
  readonly to: URL;
  /** 2 is twice as fast as it came; infinite is as fast as the answers come. */
  readonly speed: number;
  /** Requests under way at once: more wait. */
  readonly atOnce: number;
  /** Also those that change something. */
  readonly allMethods: boolean;
  /** In place of the recorded ones of these names, such as the `Cookie` that the recording does not hold. */
  readonly headers: HeaderList;
  /** For an answer, in milliseconds. */
  readonly timeout: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
  readonly onResult: (result: ReplayResult) => void;
}

/** What became of one recorded request. */
export type ReplayResult =
  | { readonly kind: "answered"; readonly request: RecordedRequest; readonly answer: CopyAnswer }
  | { readonly kind: "failed"; readonly request: RecordedRequest; readonly message: string }
  | { readonly kind: "skipped"; readonly request: RecordedRequest; readonly why: SkipReason };

export type SkipReason = "unsafe method" | "websocket" | "body not recorded";

/** They ask for nothing but an answer (RFC 9110, section 9.2.1). */
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Sends the requests in their order and with their gaps. Resolves when the last is answered, or all ended early. */
export async function replay(options: ReplayOptions): Promise<void> {
  const { recording, to, atOnce, signal, speed } = options;
  const agent = new (to.protocol === "https:" ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: atOnce });
  const underWay = new Set<Promise<void>>();
  const begun = performance.now();
  const first = recording.places[0]?.at ?? 0;
  try {
    for (const place of recording.places) {
      const request = await recording.read(place);
      await pause(begun + (place.at - first) / speed - performance.now(), signal);
      while (underWay.size >= atOnce && !signal.aborted) await Promise.race(underWay);
      if (signal.aborted) break;
      const sending = one(options, request, agent).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    await Promise.all(underWay);
  } finally {
    agent.destroy();
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 1) await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}

async function one(options: ReplayOptions, request: RecordedRequest, agent: HttpAgent): Promise<void> {
  const why = reasonToSkip(request, options);
  if (why !== undefined) {
    options.onResult({ kind: "skipped", request, why });
    return;
  }
  try {
    const answer = await sendCopy(copyOf(request, options.headers), { ...options, agent });
    options.onResult({ kind: "answered", request, answer });
  } catch (error) {
    if (!options.signal.aborted) options.onResult({ kind: "failed", request, message: wordsOf(error) });
  }
}

function reasonToSkip(
  { method, body, upgrade }: RecordedRequest,
  { allMethods }: ReplayOptions,
): SkipReason | undefined {
  if (upgrade) return "websocket";
  if (!allMethods && !safeMethods.has(method)) return "unsafe method";
  return body && "omitted" in body ? "body not recorded" : undefined;
}

function copyOf({ method, path, headers, body }: RecordedRequest, own: HeaderList): Copy {
  const ownNames = new Set(own.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()));
  const kept = headers.filter(([name, value]) => value !== scrubbed && !ownNames.has(name.toLowerCase()));
  return { method, path, headers: [...kept.flat(), ...own], body: bytesOf(body) };
}

function bytesOf(body: RecordedRequest["body"]): Buffer | undefined {
  if (!body || "omitted" in body) return undefined;
  return "text" in body ? Buffer.from(body.text) : Buffer.from(body.base64, "base64");
}

/** A refused connection to both addresses of `localhost` is an error without words. */
function wordsOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  if (code === "ECONNREFUSED") return "the connection was refused";
  if (code === "ECONNRESET") return "the connection was closed without an answer";
  return message || code || "it could not be sent";
}
