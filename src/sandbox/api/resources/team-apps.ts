import { createApp } from "../../actions/create-app.ts";
import { deleteApp } from "../../actions/delete-app.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, created, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { accountOrInvited } from "../find-account.ts";
import { memberTeam, type OwnTeam, requireMember, withTeam } from "../find-team.ts";
import { newAppIn } from "../new-app.ts";
import { optionalBoolean, optionalIdentity } from "../parameters.ts";
import { accessTo, requirePermission } from "../permissions.ts";
import { teamAppView } from "../views/team.ts";

export const teamAppRoutes: readonly Route[] = [
  { method: "GET", pattern: "/teams/:team/apps", handler: withTeam(listApps) },
  { method: "POST", pattern: "/teams/apps", handler: create },
  { method: "GET", pattern: "/teams/apps/:app", handler: withLocked((call, app) => ok(view(call, app))) },
  { method: "PATCH", pattern: "/teams/apps/:app", handler: withApp(update, "manage") },
  { method: "DELETE", pattern: "/teams/apps/:app", handler: withApp(remove, "manage") },
];

/** Apps of teams with whether the account has joined them. */
export function listTeamApps(call: Call, apps: readonly AppRecord[]) {
  const joined = new Set(call.parts.store.apps.sharedWith(call.user.id).map(({ id }) => id));
  const views = apps.map((app) => teamAppView(call, app, joined.has(app.id)));
  return list(views, { attributes: ["id", "name", "updated_at"], shared: ["updated_at"] });
}

/** Members see the locked ones too, from outside. */
function listApps(call: Call, team: OwnTeam) {
  return listTeamApps(call, call.parts.store.apps.ofTeam(team.id));
}

function withLocked(handler: (call: Call, app: AppRecord) => ReturnType<typeof ok>) {
  return (call: Call) => {
    const app = call.parts.store.apps.find(pathPart(call, "app"));
    if (!app || accessTo(call.parts.store, call.user, app) === "invisible") throw notFound("app");
    return handler(call, app);
  };
}

async function create(call: Call) {
  const { body, user, parts } = call;
  const isLocked = optionalBoolean(body, "locked") ?? false;
  const wanted = optionalIdentity(body, "team");
  const isPersonal = optionalBoolean(body, "personal") ?? false;
  if (wanted === undefined && !isPersonal) throw invalidParams("team is required");
  const team = wanted === undefined || isPersonal ? undefined : memberTeam(call, wanted);
  if (team) requireMember(team);
  const app = await createApp(parts, { ...newAppIn(body), user, team, locked: team ? isLocked : false });
  return created(view(call, app));
}

/** Three links share this path: to lock, to give to an account, to give to a team. */
function update(call: Call, app: AppRecord) {
  const owner = optionalIdentity(call.body, "owner");
  if (owner !== undefined) return ok(view(call, give(call, app, owner)));
  const locked = optionalBoolean(call.body, "locked");
  if (locked === undefined) throw invalidParams("locked or owner is required");
  if (app.teamId === null) throw invalidParams(`${app.name} is not owned by a team.`);
  return ok(view(call, call.parts.store.apps.update(app.id, { locked })));
}

function give(call: Call, app: AppRecord, owner: string): AppRecord {
  const { store } = call.parts;
  const team = store.teams.find(owner);
  if (team) {
    const own = memberTeam(call, team.id);
    requireMember(own);
    if (own.id === app.teamId) throw invalidParams(`${app.name} is owned by ${own.name} already.`);
    return store.apps.giveToTeam(app.id, own, call.user);
  }
  if (app.teamId === null) throw notFound("team");
  return store.apps.giveTo(app.id, accountOrInvited(call, owner));
}

async function remove(call: Call, app: AppRecord) {
  const shown = view(call, app);
  requirePermission(call, app, "manage");
  const { cleared } = await deleteApp(call.parts, app);
  call.inBackground(cleared);
  return ok(shown);
}

function view(call: Call, app: AppRecord) {
  return teamAppView(call, app, call.parts.store.collaborators.find(app.id, call.user.id) !== undefined);
}
