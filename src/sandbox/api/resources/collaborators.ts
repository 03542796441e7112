import { type Permission, permissions } from "../../store/identity.ts";
import type { AppRecord, CollaboratorRecord } from "../../store/records.ts";
import { type Call, created, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { forbidden, invalidParams, notFound } from "../errors.ts";
import { accountOrInvited } from "../find-account.ts";
import { optionalIdentity } from "../parameters.ts";
import { requirePermission } from "../permissions.ts";
import { collaboratorView } from "../views/collaborator.ts";

/** The same people below `/apps` and `/teams/apps`; permissions are a matter of teams alone. */
export const collaboratorRoutes: readonly Route[] = [
  ...["/apps/:app/collaborators", "/teams/apps/:app/collaborators"].flatMap((pattern): Route[] => [
    { method: "GET", pattern, handler: withApp(listCollaborators) },
    { method: "POST", pattern, handler: withApp(add) },
    { method: "GET", pattern: `${pattern}/:collaborator`, handler: withApp(show) },
    { method: "DELETE", pattern: `${pattern}/:collaborator`, handler: withApp(remove) },
  ]),
  { method: "PATCH", pattern: "/teams/apps/:app/collaborators/:collaborator", handler: withApp(update, "manage") },
];

function listCollaborators({ parts }: Call, app: AppRecord) {
  const views = parts.store.collaborators.list(app.id).map((collaborator) => collaboratorView(app, collaborator));
  return list(views, { attributes: ["id"] });
}

function show(call: Call, app: AppRecord) {
  return ok(collaboratorView(app, find(call, app)));
}

/** A member of a team may join an app that is not locked; everything else takes the permission. */
function add(call: Call, app: AppRecord) {
  const { store } = call.parts;
  const granted = permissionsIn(call.body);
  if (!isJoining(call, app) || granted) requirePermission(call, app, "manage");
  if (granted && app.teamId === null) throw invalidParams("Only apps of teams have permissions.");
  const user = accountOrInvited(call, userIn(call.body));
  if (store.collaborators.find(app.id, user.id))
    throw invalidParams(`${user.email} is already a collaborator on ${app.name}.`);
  return created(collaboratorView(app, store.collaborators.add(app.id, user, granted)));
}

function isJoining({ parts, body, user }: Call, { teamId }: AppRecord): boolean {
  const wanted = optionalIdentity(body, "user") ?? "";
  const isSelf = ["~", user.id, user.email].includes(wanted.toLowerCase());
  return isSelf && teamId !== null && parts.store.teams.member(teamId, user.id) !== undefined;
}

function update(call: Call, app: AppRecord) {
  const collaborator = find(call, app);
  const granted = permissionsIn(call.body);
  if (!granted) throw invalidParams("permissions is required");
  if (app.teamId === null) throw invalidParams(`${app.name} is not owned by a team.`);
  if (collaborator.role === "owner" || collaborator.role === "admin") {
    throw forbidden(`${collaborator.email} may do everything as ${collaborator.role}.`);
  }
  return ok(collaboratorView(app, call.parts.store.collaborators.setPermissions(app.id, collaborator.id, granted)));
}

/** Everybody may leave. */
function remove(call: Call, app: AppRecord) {
  const collaborator = find(call, app);
  if (collaborator.role === "owner") throw forbidden("The owner of an app cannot be removed from it.");
  if (collaborator.userId !== call.user.id) requirePermission(call, app, "manage");
  call.parts.store.collaborators.remove(app.id, collaborator.id);
  return ok(collaboratorView(app, collaborator));
}

function find(call: Call, app: AppRecord): CollaboratorRecord {
  const wanted = pathPart(call, "collaborator");
  const collaborator = call.parts.store.collaborators.find(app.id, wanted === "~" ? call.user.id : wanted);
  if (!collaborator) throw notFound("collaborator");
  return collaborator;
}

function userIn(body: JsonObject): string {
  const wanted = optionalIdentity(body, "user");
  if (wanted === undefined) throw invalidParams("user is required");
  return wanted;
}

/** Who may do anything may see the app. */
function permissionsIn({ permissions: wanted }: JsonObject): Permission[] | undefined {
  if (wanted === undefined || wanted === null) return undefined;
  if (!Array.isArray(wanted) || !wanted.every((name) => permissions.includes(name))) {
    throw invalidParams(`permissions must be a list of ${permissions.join(", ")}`);
  }
  return permissions.filter((name) => name === "view" || wanted.includes(name));
}
