import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { App } from "./types.ts";

/** A personal app on its way to another account, which has to accept it. */
export interface AppTransfer {
  readonly id: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly owner: { readonly id: string; readonly email: string };
  readonly recipient: { readonly id: string; readonly email: string };
  readonly state: "accepted" | "declined" | "pending";
  readonly created_at: string;
}

/** Those that the account made and those made to it, settled ones included. */
export function listTransfers(client: HerokuClient, options?: CallOptions): Promise<AppTransfer[]> {
  return allPages(client.list<AppTransfer>("/account/app-transfers", options));
}

/** `recipient` is the e-mail address or id of a collaborator. */
export function createTransfer(
  client: HerokuClient,
  transfer: { readonly app: string; readonly recipient: string },
  options?: CallOptions,
): Promise<AppTransfer> {
  return client.send<AppTransfer>("POST", "/account/app-transfers", transfer, options);
}

export function answerTransfer(
  client: HerokuClient,
  id: string,
  state: "accepted" | "declined",
  options?: CallOptions,
): Promise<AppTransfer> {
  return client.send<AppTransfer>("PATCH", path`/account/app-transfers/${id}`, { state }, options);
}

/** By the owner, while it is pending. */
export function cancelTransfer(client: HerokuClient, id: string, options?: CallOptions): Promise<AppTransfer> {
  return client.send<AppTransfer>("DELETE", path`/account/app-transfers/${id}`, undefined, options);
}

/** Into a team or out of one, at once. `owner` is a team's name or an account's e-mail address. */
export function giveApp(client: HerokuClient, app: string, owner: string, options?: CallOptions): Promise<App> {
  return client.send<App>("PATCH", path`/teams/apps/${app}`, { owner }, options);
}
