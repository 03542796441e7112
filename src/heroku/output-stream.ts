import { setTimeout as wait } from "node:timers/promises";
import { createLineSplitter } from "../process/line-splitter.ts";
import type { HerokuClient } from "./client.ts";
import { isHerokuError, networkError } from "./errors.ts";
import { refusal } from "./refusal.ts";

/**
 * The lines of a build or release as they are written, to their end. Goes on where it was when the connection breaks,
 * and throws a `HerokuError` when that does not help. The URL is as good as a token: errors do not name it.
 */
export async function* readOutput(
  { streams }: HerokuClient,
  url: string,
  { signal, pause = 1000 }: { readonly signal: AbortSignal; readonly pause?: number },
): AsyncGenerator<string> {
  const splitter = createLineSplitter({ limit: lineLimit });
  let offset = 0;
  for (let tries = 0; ; tries++) {
    const seen = offset;
    try {
      const headers = { Accept: "text/plain", "User-Agent": streams.userAgent, Range: `bytes=${offset}-` };
      const response = await streams.transport({ method: "GET", url, headers, signal });
      if (response.status !== 416) {
        if (response.status >= 300) throw await refusal(response, { request, requestId: "" });
        let skip = response.status === 206 ? 0 : offset;
        for await (const chunk of response.body ?? []) {
          const fresh = Buffer.from(chunk.subarray(skip));
          skip = Math.max(0, skip - chunk.length);
          offset += fresh.length;
          for (const line of splitter.push(fresh)) yield toText(line);
        }
      }
      for (const line of splitter.end()) yield toText(line);
      return;
    } catch (cause) {
      if (signal.aborted) throw cause;
      if (offset > seen) tries = 0;
      else if (tries >= attempts) throw isHerokuError(cause) ? cause : networkError(facts(url, cause));
    }
    await wait(pause, undefined, { signal });
  }
}

const request = "GET output stream";
const attempts = 4;
/** Bytes; more than any line a person reads. */
const lineLimit = 16_384;

/** The platform keeps a silent stream open with null bytes. */
function toText(line: Buffer): string {
  return line.toString("utf8").replaceAll("\0", "");
}

function facts(url: string, cause: unknown) {
  return { request, host: new URL(url).host, cause };
}
