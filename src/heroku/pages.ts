import { platformError } from "./errors.ts";
import type { Answer } from "./exchange.ts";

/** Follows `Next-Range` by header, whatever the status, as the CLI does. */
export async function* listPages<T>(
  range: string | undefined,
  fetchPage: (headers: Record<string, string>) => Promise<Answer<readonly T[]>>,
): AsyncGenerator<readonly T[]> {
  const asked = new Set<string | undefined>();
  for (let next = range; !asked.has(next); ) {
    asked.add(next);
    const answer = await fetchPage(next === undefined ? {} : { Range: next });
    if (!Array.isArray(answer.body)) throw notAList(answer);
    yield answer.body;
    const following = answer.headers.get("next-range");
    if (following === null) return;
    next = following;
  }
}

function notAList({ request, status, requestId }: Answer<unknown>) {
  const message = `The answer to ${request} is not a list.`;
  const unknown = { url: undefined, app: undefined, resource: undefined, retryAfter: undefined };
  return platformError(message, { ...unknown, id: "invalid_response", status, request, requestId });
}
