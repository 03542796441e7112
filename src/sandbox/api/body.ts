import type { IncomingMessage } from "node:http";
import type { JsonObject } from "./call.ts";
import { badRequest, bodyTooLarge } from "./errors.ts";

const largestBody = 1024 * 1024;

/** The JSON object of a request; `{}` when there is no body. Throws 400 for anything else, 413 over 1 MiB. */
export async function readJsonBody(request: IncomingMessage): Promise<JsonObject> {
  const text = await readText(request, largestBody);
  if (text.trim() === "") return {};
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("The request body must be a JSON object.");
  }
  return value as JsonObject;
}

/** The body of a request; throws 413 when it is longer than `largest` bytes. */
export async function readText(request: IncomingMessage, largest: number): Promise<string> {
  if (Number(request.headers["content-length"] ?? 0) > largest) throw bodyTooLarge(largest);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > largest) throw bodyTooLarge(largest);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The request body is not valid JSON.");
  }
}
