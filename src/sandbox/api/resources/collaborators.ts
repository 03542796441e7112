import type { AppRecord, CollaboratorRecord } from "../../store/records.ts";
import { type Call, created, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { forbidden, invalidParams, notFound } from "../errors.ts";
import { optionalIdentity } from "../parameters.ts";
import { collaboratorView } from "../views/collaborator.ts";

export const collaboratorRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/collaborators", handler: withApp(listCollaborators) },
  { method: "POST", pattern: "/apps/:app/collaborators", handler: withApp(add) },
  {
    method: "GET",
    pattern: "/apps/:app/collaborators/:collaborator",
    handler: withApp((call, app) => ok(collaboratorView(app, find(call, app)))),
  },
  { method: "DELETE", pattern: "/apps/:app/collaborators/:collaborator", handler: withApp(remove) },
];

function listCollaborators({ parts }: Call, app: AppRecord) {
  const views = parts.store.collaborators.list(app.id).map((collaborator) => collaboratorView(app, collaborator));
  return list(views, { attributes: ["id"] });
}

function add({ parts, body }: Call, app: AppRecord) {
  const { store } = parts;
  const wanted = userIn(body);
  const user = store.accounts.find(wanted) ?? store.accounts.findOrInvite(emailOf(wanted));
  if (store.collaborators.find(app.id, user.id))
    throw invalidParams(`${user.email} is already a collaborator on ${app.name}.`);
  return created(collaboratorView(app, store.collaborators.add(app.id, user)));
}

function remove(call: Call, app: AppRecord) {
  const collaborator = find(call, app);
  if (collaborator.role === "owner") throw forbidden("The owner of an app cannot be removed from it.");
  call.parts.store.collaborators.remove(app.id, collaborator.id);
  return ok(collaboratorView(app, collaborator));
}

function find(call: Call, app: AppRecord): CollaboratorRecord {
  const collaborator = call.parts.store.collaborators.find(app.id, pathPart(call, "collaborator"));
  if (!collaborator) throw notFound("collaborator");
  return collaborator;
}

function userIn(body: JsonObject): string {
  const user = optionalIdentity(body, "user");
  if (user === undefined) throw invalidParams("user is required");
  return user;
}

function emailOf(text: string): string {
  if (text.length > 254 || !/^[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>.]+$/.test(text)) {
    throw invalidParams(`${JSON.stringify(text)} is not an email address.`);
  }
  return text.toLowerCase();
}
