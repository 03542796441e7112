import type { AppRecord } from "../../store/records.ts";
import { timestamp } from "../../store/time.ts";
import { type Call, created, type Route, withApp } from "../call.ts";
import { invalidParams } from "../errors.ts";
import { optionalBoolean, optionalInteger, optionalString } from "../parameters.ts";

const linesByDefault = 100;

export const logSessionRoutes: readonly Route[] = [
  { method: "POST", pattern: "/apps/:app/log-sessions", handler: withApp(create) },
];

/** The schema's newer name is `dyno`, the older `dyno_name`; `heroku logs -p web` sends a process type as `dyno`. */
function create({ parts, body }: Call, app: AppRecord) {
  const lines = optionalInteger(body, "lines") ?? linesByDefault;
  if (lines < 0) throw invalidParams("lines must be 0 or more");
  const dyno = optionalString(body, "dyno") ?? optionalString(body, "dyno_name");
  const { id, path } = parts.logplex.createSession(app.id, {
    dyno,
    type: optionalString(body, "type"),
    source: optionalString(body, "source"),
    lines: Math.min(lines, parts.settings.logLines),
    tail: optionalBoolean(body, "tail") ?? false,
  });
  const now = timestamp(parts.world);
  return created({ created_at: now, id, logplex_url: `${parts.apiUrl}${path}`, updated_at: now });
}
