import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Dyno } from "./types.ts";

export type DynoTarget =
  | { readonly kind: "all" }
  | { readonly kind: "type"; readonly type: string }
  | { readonly kind: "dyno"; readonly dyno: string };

export interface OneOffRun {
  readonly command: string;
  /** As the platform spells it; its own choice when missing. */
  readonly size?: string | undefined;
  /** Config vars of this run only. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

export function listDynos(client: HerokuClient, app: string, options?: CallOptions): Promise<Dyno[]> {
  return allPages(client.list<Dyno>(path`/apps/${app}/dynos`, options));
}

/** Accepted, not done, when it resolves: the dynos come up again one by one. */
export async function restartDynos(
  client: HerokuClient,
  app: string,
  target: DynoTarget,
  options?: CallOptions,
): Promise<void> {
  await client.send("DELETE", restartPath(app, target), undefined, options);
}

/** On Cedar a dyno that its formation still wants starts again. */
export async function stopDynos(
  client: HerokuClient,
  app: string,
  target: Exclude<DynoTarget, { kind: "all" }>,
  options?: CallOptions,
): Promise<void> {
  await client.send("POST", `${restartPath(app, target)}/actions/stop`, undefined, options);
}

/** Starts a one-off dyno that nobody is attached to: what it prints is in the app's log. */
export function runDetached(client: HerokuClient, app: string, run: OneOffRun, options?: CallOptions): Promise<Dyno> {
  return client.send<Dyno>("POST", path`/apps/${app}/dynos`, { ...run, attach: false }, options);
}

function restartPath(app: string, target: DynoTarget): string {
  if (target.kind === "all") return path`/apps/${app}/dynos`;
  return target.kind === "type"
    ? path`/apps/${app}/formations/${target.type}`
    : path`/apps/${app}/dynos/${target.dyno}`;
}
