import type { Call } from "./call.ts";
import { forbidden } from "./errors.ts";

/** What a token may be used for (Dev Center: oauth, scopes); `-protected` includes config vars. */
export const scopes = ["global", "identity", "read", "read-protected", "write", "write-protected"] as const;

/** Throws 403 for what the token of the request is not for. */
export function requireScope({ authorization }: Call, method: string, pattern: string): void {
  const scope = authorization?.scope ?? ["global"];
  const wanted = scopesFor(method, pattern);
  if (!scope.some((name) => wanted.includes(name))) {
    throw forbidden(`The scope of this token (${scope.join(", ")}) does not include this. It takes ${wanted.at(-1)}.`);
  }
}

function scopesFor(method: string, pattern: string): readonly string[] {
  const isRead = method === "GET" || /^\/(filters|actions)\//.test(pattern);
  if (pattern === "/account" && isRead) return scopes;
  if (pattern === "/account/rate-limits" || (pattern === "/sandbox" && isRead)) return scopes;
  if (/^\/(oauth|account|sandbox)\b/.test(pattern)) return ["global"];
  const isProtected = pattern.endsWith("/config-vars") || pattern === "/addons/:addon/config";
  if (isRead) return isProtected ? beyond("read-protected") : beyond("read");
  return isProtected ? beyond("write-protected") : beyond("write");
}

function beyond(scope: "read" | "read-protected" | "write" | "write-protected"): readonly string[] {
  if (scope === "read") return ["global", "write-protected", "write", "read-protected", "read"];
  if (scope === "read-protected") return ["global", "write-protected", "read-protected"];
  return scope === "write" ? ["global", "write-protected", "write"] : ["global", "write-protected"];
}
