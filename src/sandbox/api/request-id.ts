import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

const longestHeader = 1000;

/** A new id, then those the client sent, as the platform answers. */
export function requestIdOf(request: IncomingMessage): string {
  const sent = String(request.headers["request-id"] ?? "").split(",");
  const valid = sent.map((id) => id.trim()).filter((id) => /^[\w-]{16,64}$/.test(id));
  return [randomUUID(), ...valid]
    .join(",")
    .slice(0, longestHeader)
    .replace(/,[^,]{0,15}$/, "");
}
