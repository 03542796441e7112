import type { Store } from "../parts.ts";
import type { Permission } from "../store/identity.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import type { Call } from "./call.ts";
import { forbidden, notFound } from "./errors.ts";

/** What an account may do with an app: a set of permissions, or nothing because it does not see it or is locked out. */
export type Access = ReadonlySet<Permission> | "invisible" | "locked";

/** Throws 403 when the account of the request may not do this with an app that it sees. */
export function requirePermission(call: Pick<Call, "parts" | "user">, app: AppRecord, permission: Permission): void {
  const access = accessTo(call.parts.store, call.user, app);
  if (access === "invisible") throw notFound("app");
  if (access === "locked") throw forbidden(`${app.name} is locked. Ask an admin of ${app.teamName} to add you to it.`);
  if (!access.has(permission)) throw forbidden(lacking(app, permission));
}

/** An app by name or id. Throws 404 for one that the account does not see, 403 for one that it may not see into. */
export function visibleApp(call: Pick<Call, "parts" | "user">, idOrName: string): AppRecord {
  const app = call.parts.store.apps.find(idOrName);
  if (!app) throw notFound("app");
  requirePermission(call, app, "view");
  return app;
}

export function accessTo({ collaborators, teams }: Store, user: AccountRecord, app: AppRecord): Access {
  const member = app.teamId === null ? undefined : teams.member(app.teamId, user.id);
  if (member?.role === "admin") return all;
  const joined = collaborators.find(app.id, user.id);
  if (joined) return new Set(["view", ...joined.permissions]);
  if (!member) return "invisible";
  return app.locked ? "locked" : onlyView;
}

const all: ReadonlySet<Permission> = new Set(["view", "deploy", "operate", "manage"]);
const onlyView: ReadonlySet<Permission> = new Set(["view"]);

function lacking(app: AppRecord, permission: Permission): string {
  if (app.teamName === null) return `Only the owner of ${app.name}, ${app.ownerEmail}, may do this.`;
  return `This needs the permission ${permission} on ${app.name}. Ask an admin of ${app.teamName} for it.`;
}
