import type { TeamMemberRecord, TeamRecord } from "../store/identity.ts";
import { type Answer, type Call, type Handler, pathPart } from "./call.ts";
import { forbidden, invalidParams, notFound } from "./errors.ts";

export type OwnTeam = TeamRecord & { readonly role: TeamMemberRecord["role"] };

/** A handler below `/teams/:team`, a name or a UUID, for members of it. */
export function withTeam(handler: (call: Call, team: OwnTeam) => Answer | Promise<Answer>): Handler {
  return (call) => handler(call, memberTeam(call, pathPart(call, "team")));
}

/** A team that the account of the request is in. Throws 404. */
export function memberTeam({ parts: { store }, user }: Call, idOrName: string): OwnTeam {
  const team = store.teams.find(idOrName);
  const member = team && store.teams.member(team.id, user.id);
  if (!member) throw notFound("team");
  return { ...team, role: member.role };
}

/** Throws 403. */
export function requireAdmin(team: OwnTeam): void {
  if (team.role !== "admin") throw forbidden(`Only admins of ${team.name} may do this.`);
}

/** Throws 403 for those who only look. */
export function requireMember(team: OwnTeam): void {
  if (team.role === "viewer") throw forbidden(`Only members and admins of ${team.name} may do this.`);
}

/** The schema's pattern for the name of a team. Throws 422. */
export function checkTeamName(name: string): void {
  if (!/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/.test(name) || name === "apps" || name === "permissions") {
    throw invalidParams("Name must be 3 to 30 lowercase letters, digits and dashes, with a letter first.");
  }
}
