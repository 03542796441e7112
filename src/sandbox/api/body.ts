import type { IncomingMessage } from "node:http";
import type { JsonObject } from "./call.ts";
import { badRequest, bodyTooLarge } from "./errors.ts";

const largestBody = 1024 * 1024;

/** The JSON object of a request; `{}` when there is no body. Throws 400 for anything else, 413 over 1 MiB. */
export async function readJsonBody(request: IncomingMessage): Promise<JsonObject> {
  const text = (await readBody(request)).toString("utf8");
  if (text.trim() === "") return {};
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("The request body must be a JSON object.");
  }
  return value as JsonObject;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > largestBody) throw bodyTooLarge(largestBody);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > largestBody) throw bodyTooLarge(largestBody);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The request body is not valid JSON.");
  }
}
