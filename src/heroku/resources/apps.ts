import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { App } from "./types.ts";

export interface NewApp {
  /** The platform invents one when it is missing. */
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly stack?: string | undefined;
  readonly team?: string | undefined;
}

export interface AppChange {
  readonly name?: string | undefined;
  readonly maintenance?: boolean | undefined;
  /** The stack of the next build. */
  readonly build_stack?: string | undefined;
}

/** Every app the account can see, teams' included, by name. */
export function listApps(client: HerokuClient, options?: CallOptions): Promise<App[]> {
  return allPages(client.list<App>("/apps", { ...options, range: "name ..; max=1000" }));
}

export function getApp(client: HerokuClient, app: string, options?: CallOptions): Promise<App> {
  return client.get<App>(path`/apps/${app}`, options);
}

export function createApp(client: HerokuClient, app: NewApp, options?: CallOptions): Promise<App> {
  return client.send<App>("POST", app.team ? "/teams/apps" : "/apps", app, options);
}

export function updateApp(client: HerokuClient, app: string, change: AppChange, options?: CallOptions): Promise<App> {
  return client.send<App>("PATCH", path`/apps/${app}`, change, options);
}

export function destroyApp(client: HerokuClient, app: string, options?: CallOptions): Promise<App> {
  return client.send<App>("DELETE", path`/apps/${app}`, undefined, options);
}
