import type { World } from "../parts.ts";
import type { TeamMemberRecord, Teams } from "./identity.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

const select = `SELECT m.*, a.email, a.name, a."twoFactor" FROM team_members m JOIN accounts a ON a.id = m."userId"
  WHERE m."teamId" = ?`;

export function teamMembersTable(sql: Sql, world: World): Omit<Teams, keyof TeamsAlone> {
  const member = (teamId: string, user: string) =>
    sql.get<TeamMemberRecord>(`${select} AND (m."userId" = ? OR m.id = ? OR a.email = ?)`, teamId, user, user, user);

  return {
    members: (teamId) => sql.all<TeamMemberRecord>(`${select} ORDER BY a.email`, teamId),
    member,
    addMember: (teamId, user, role) =>
      sql.transaction(() => {
        const now = timestamp(world);
        const row = { id: world.uuid(), teamId, userId: user.id, role, createdAt: now, updatedAt: now };
        const known = member(teamId, user.id);
        if (known) sql.update("team_members", known.id, { role, updatedAt: now });
        else sql.insert("team_members", row);
        const written = member(teamId, user.id);
        if (!written) throw new Error(`The member ${user.email} was not written.`);
        return written;
      }),
    removeMember: (teamId, userId) =>
      sql.transaction(() => {
        sql.run(`DELETE FROM team_members WHERE "teamId" = ? AND "userId" = ?`, teamId, userId);
        const ofTeam = `SELECT id FROM apps WHERE "teamId" = ?`;
        sql.run(`DELETE FROM collaborators WHERE "userId" = ? AND "appId" IN (${ofTeam})`, userId, teamId);
      }),
  };
}

/** What of `Teams` is not about members. */
export type TeamsAlone = Pick<Teams, "list" | "ofMember" | "find" | "create" | "rename" | "delete">;
