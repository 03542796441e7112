import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import type { Parts } from "../parts.ts";
import type { SlugRecord } from "../store/records.ts";
import { receiveFile, TooLarge } from "./receive-file.ts";
import { sendFile } from "./send-file.ts";
import { findSource } from "./sources.ts";

/** A git HEAD may have 1 GB, a slug 500 MB (Dev Center: limits). */
const largestSource = 1024 ** 3;
const largestSlug = 500 * 1024 ** 2;

/** Serves uploads and downloads of `/sources/<uuid>` and `/slugs/<uuid>.tgz`. Needs no token: the path is the secret. */
export async function handleBlob(
  parts: Pick<Parts, "places" | "store">,
  request: IncomingMessage,
  response: ServerResponse,
  requestPath: string,
): Promise<void> {
  const slug = findSlug(parts, requestPath);
  const file = slug ? slugFile(parts, slug) : await findSource(parts.places, requestPath);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (file === undefined) answer(request, response, 404, "There is no such blob.");
  else if (request.method === "PUT") await upload(parts, request, response, file, slug);
  else if (!isRead) answer(request, response, 405, "Use PUT or GET.");
  else if (!(await sendFile(file, response, request.method === "GET"))) {
    answer(request, response, 404, "Nothing has been uploaded here.");
  }
}

export function slugFile({ places }: Pick<Parts, "places">, slug: SlugRecord): string {
  return path.join(places.slugs, `${slug.id}.tgz`);
}

function findSlug({ store }: Pick<Parts, "store">, requestPath: string): SlugRecord | undefined {
  const id = /^\/slugs\/([0-9a-f-]{36})\.tgz$/.exec(requestPath)?.[1];
  return id === undefined ? undefined : store.slugs.find(id);
}

async function upload(
  { store }: Pick<Parts, "store">,
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  slug: SlugRecord | undefined,
): Promise<void> {
  if (slug && slug.size !== null) {
    answer(request, response, 409, "The slug has been uploaded already.");
    return;
  }
  try {
    const size = await receiveFile(request, file, slug ? largestSlug : largestSource);
    if (slug) store.slugs.update(slug.id, { size });
    answer(request, response, 200, "");
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    answer(request, response, 413, error.message);
  }
}

function answer(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  request.resume();
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text === "" ? undefined : `${text}\n`);
}
