import type { App } from "../../heroku/resources/types.ts";
import type { AppTarget } from "../services.ts";
import { teamOf } from "../tree/arrangement.ts";

/** Who is asked about an app: a team, or the e-mail address of its owner. */
export function ownerOf({ owner, team }: Pick<App, "owner" | "team">): string {
  return teamOf({ owner, team }) ?? owner.email;
}

/** Of a personal app the platform lets only its owner rename, transfer and destroy; in a team roles decide. */
export function isOthers({ app, session }: Pick<AppTarget, "session"> & { app: Pick<App, "owner" | "team"> }): boolean {
  return teamOf(app) === undefined && app.owner.id !== session.account.id;
}
