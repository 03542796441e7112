import type { IncomingMessage } from "node:http";
import type { Call } from "./call.ts";
import { headerOf } from "./respond.ts";

/** What a request asks for beside its path: the query, and which references are to be more than that. */
export function askedOf(request: IncomingMessage): Pick<Call, "expansions" | "query"> {
  const [, query = ""] = /\?([^#]*)/.exec(request.url ?? "") ?? [];
  const wanted = [headerOf(request, "accept-expansion"), headerOf(request, "accept-inclusion")];
  const names = wanted.flatMap((header) => (header ?? "").split(",")).map((name) => name.trim());
  return { query: new URLSearchParams(query), expansions: new Set(names.filter((name) => name !== "")) };
}
