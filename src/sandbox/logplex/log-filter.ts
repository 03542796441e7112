import type { LogSessionRequest } from "../parts.ts";
import type { LogOrigin } from "./log-block.ts";

export type LogFilter = (origin: LogOrigin) => boolean;

/** `dyno` is `web.1`, or a process type as the CLI sends it; `type` always is one. */
export function toFilter({ dyno, type, source }: Pick<LogSessionRequest, "dyno" | "type" | "source">): LogFilter {
  return (origin) =>
    (!source || origin.source === source) &&
    (!dyno || origin.process === dyno || isOfType(origin.process, dyno)) &&
    (!type || origin.process === type || isOfType(origin.process, type));
}

function isOfType(process: string, type: string): boolean {
  return process.startsWith(`${type}.`);
}
