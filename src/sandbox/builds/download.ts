import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { BuildFailure, marked } from "./build-failure.ts";

/** Heroku takes sources of up to 1 GB (https://devcenter.heroku.com/articles/limits). */
export const largestSource = 1024 ** 3;

/** Saves what an http or https URL answers; the message of a failure never holds the URL, which may be signed. */
export async function download(url: string, file: string, signal: AbortSignal): Promise<void> {
  if (!/^https?:\/\//i.test(url)) throw failed("only http and https URLs are fetched");
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) throw failed(`the server answered ${response.status}`);
    const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
    await pipeline(body, atMost(largestSource), createWriteStream(file, { mode: 0o600 }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BuildFailure) throw error;
    throw failed("the server could not be reached");
  }
}

function atMost(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      seen += chunk.length;
      if (seen > limit) callback(failed("it is larger than 1 GB"));
      else callback(null, chunk);
    },
  });
}

function failed(reason: string): BuildFailure {
  return new BuildFailure(marked(`The archive could not be downloaded: ${reason}.`));
}
