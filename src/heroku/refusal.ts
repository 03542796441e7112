import { readBody } from "./body.ts";
import { type PlatformError, platformError } from "./errors.ts";
import { isJson } from "./json.ts";
import type { TransportResponse } from "./transport.ts";

/** The error for an answer that is not a success, whatever its body holds. */
export async function refusal(
  response: TransportResponse,
  facts: { request: string; requestId: string },
): Promise<PlatformError> {
  const { status, headers } = response;
  // What broke off or is too long cannot hide that the platform refused.
  const text = await readBody(response.body, largestBody).then(
    (read) => read.text,
    () => "",
  );
  const body = isJson(headers.get("content-type")) ? parseRefusal(text) : {};
  const id = body.id ?? `http_${status}`;
  return platformError(body.message ?? describe(status, facts.request), {
    ...facts,
    status,
    id,
    url: body.url,
    app: body.app,
    resource: body.resource,
    retryAfter: status === 429 ? retryAfter(headers.get("retry-after")) : undefined,
  });
}

const largestBody = 64 * 1024;

/** The platform names no time for a 429; 75 calls come back each minute (Dev Center: platform-api-reference#rate-limits). */
function retryAfter(header: string | null): number {
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1000 : 60_000;
}

function describe(status: number, request: string): string {
  if (status >= 300 && status < 400)
    return `${request} was answered with a redirect (${status}), which is not followed.`;
  return `${request} was answered with HTTP status ${status}.`;
}

type Refusal = { [K in "id" | "message" | "url" | "app" | "resource"]?: string | undefined };

function parseRefusal(text: string): Refusal {
  const body = parseObject(text);
  const app = body["app"];
  return {
    id: string(body["id"]),
    message: string(body["message"]),
    url: string(body["url"]),
    app: isObject(app) ? string(app["name"]) : string(app),
    resource: string(body["resource"]),
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function string(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
