import type { TeamMemberRecord } from "../../store/identity.ts";
import { type Call, list, ok, pathPart, type Route } from "../call.ts";
import { emailOf } from "../email.ts";
import { forbidden, invalidParams, notFound } from "../errors.ts";
import { type OwnTeam, requireAdmin, withTeam } from "../find-team.ts";
import { requiredString } from "../parameters.ts";
import { teamMemberView } from "../views/team.ts";
import { listTeamApps } from "./team-apps.ts";

const roles = ["admin", "member", "viewer"] as const;

export const teamMemberRoutes: readonly Route[] = [
  { method: "GET", pattern: "/teams/:team/members", handler: withTeam(listMembers) },
  ...(["PUT", "POST", "PATCH"] as const).map(
    (method): Route => ({ method, pattern: "/teams/:team/members", handler: withTeam(write) }),
  ),
  { method: "DELETE", pattern: "/teams/:team/members/:member", handler: withTeam(remove) },
  { method: "GET", pattern: "/teams/:team/members/:member/apps", handler: withTeam(appsOfMember) },
];

function listMembers({ parts }: Call, team: OwnTeam) {
  return list(parts.store.teams.members(team.id).map(teamMemberView), { attributes: ["id"] });
}

function write({ parts: { store }, body }: Call, team: OwnTeam) {
  requireAdmin(team);
  const wanted = requiredString(body, "role");
  const role = roles.find((name) => name === wanted);
  if (!role) throw invalidParams(`role must be one of ${roles.join(", ")}`);
  const user = store.accounts.findOrInvite(emailOf(requiredString(body, "email")));
  if (role !== "admin") keepAnAdmin(store.teams.members(team.id), user.id);
  return ok(teamMemberView(store.teams.addMember(team.id, user, role)));
}

/** Admins remove others; everybody may leave. */
function remove(call: Call, team: OwnTeam) {
  const { store } = call.parts;
  const member = find(call, team);
  if (member.userId !== call.user.id) requireAdmin(team);
  keepAnAdmin(store.teams.members(team.id), member.userId);
  store.teams.removeMember(team.id, member.userId);
  return ok(teamMemberView(member));
}

function appsOfMember(call: Call, team: OwnTeam) {
  const joined = new Set(call.parts.store.apps.sharedWith(find(call, team).userId).map(({ id }) => id));
  return listTeamApps(
    call,
    call.parts.store.apps.ofTeam(team.id).filter(({ id }) => joined.has(id)),
  );
}

function find({ parts, user, ...call }: Call, team: OwnTeam): TeamMemberRecord {
  const wanted = pathPart({ parts, user, ...call }, "member");
  const member = parts.store.teams.member(team.id, wanted === "~" ? user.id : wanted);
  if (!member) throw notFound("member");
  return member;
}

function keepAnAdmin(members: readonly TeamMemberRecord[], leaving: string): void {
  const isLast = !members.some(({ role, userId }) => role === "admin" && userId !== leaving);
  if (isLast) throw forbidden("A team needs an admin: this is the last one.");
}
