import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { LogSession } from "./types.ts";

export interface LogFilter {
  readonly dyno?: string | undefined;
  /** A process type. */
  readonly type?: string | undefined;
  readonly source?: "app" | "heroku" | undefined;
}

/** The URL of the answer is good for about five minutes, needs no token, and is as good as one: never log it. */
export function createLogSession(
  client: HerokuClient,
  app: string,
  request: LogFilter & { readonly lines: number; readonly tail: boolean },
  options?: CallOptions,
): Promise<LogSession> {
  return client.send<LogSession>("POST", path`/apps/${app}/log-sessions`, request, options);
}
