import { networkError, platformError } from "./errors.ts";
import type { TransportResponse } from "./transport.ts";

/** The body of a success, frozen, because several callers may hold it; undefined when it is empty. */
export function parseJson(
  text: string,
  facts: { request: string; requestId: string; host: string; response: TransportResponse },
): unknown {
  if (text === "") return undefined;
  const type = facts.response.headers.get("content-type");
  if (!isJson(type)) throw notJson(type, facts);
  try {
    return freeze(JSON.parse(text));
  } catch (error) {
    // The platform never sends broken JSON: its end is missing.
    throw networkError({ ...facts, code: "TRUNCATED", cause: error });
  }
}

export function isJson(contentType: string | null): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType ?? "");
}

/** A proxy's or a hotel's page, most often. */
function notJson(type: string | null, facts: { request: string; requestId: string; response: TransportResponse }) {
  const message = `${facts.request} was answered with ${type ?? "something of no type"} instead of the platform's JSON.`;
  const { request, requestId, response } = facts;
  const unknown = { url: undefined, app: undefined, resource: undefined, retryAfter: undefined };
  return platformError(message, { ...unknown, status: response.status, id: "invalid_response", request, requestId });
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
