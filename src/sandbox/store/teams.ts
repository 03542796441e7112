import type { World } from "../parts.ts";
import { NameTaken } from "./errors.ts";
import type { TeamRecord, TeamRole, Teams } from "./identity.ts";
import type { Sql } from "./sql.ts";
import { type TeamsAlone, teamMembersTable } from "./team-members.ts";
import { timestamp } from "./time.ts";

export function teamsTable(sql: Sql, world: World): Teams {
  return { ...teamsAlone(sql, world), ...teamMembersTable(sql, world) };
}

function teamsAlone(sql: Sql, world: World): TeamsAlone {
  const find = (idOrName: string) =>
    sql.get<TeamRecord>("SELECT * FROM teams WHERE id = ? OR name = ?", idOrName, idOrName);

  function refuseTaken(name: string): void {
    if (find(name)) throw new NameTaken(`Name ${name} is already taken`);
  }

  function existing(id: string): TeamRecord {
    const team = find(id);
    if (!team) throw new Error(`There is no team ${id}.`);
    return team;
  }

  return {
    list: () => sql.all<TeamRecord>("SELECT * FROM teams ORDER BY name"),
    ofMember: (accountId) =>
      sql.all<TeamRecord & { role: TeamRole }>(
        `SELECT t.*, m.role FROM teams t JOIN team_members m ON m."teamId" = t.id WHERE m."userId" = ? ORDER BY t.name`,
        accountId,
      ),
    find,
    create: ({ name, type = "team" }) =>
      sql.transaction(() => {
        refuseTaken(name);
        const [id, now] = [world.uuid(), timestamp(world)];
        const times = { createdAt: now, updatedAt: now };
        // Clients compare the owner of an app with that of its pipeline: for a team both are its own id.
        sql.insert("accounts", { id, email: managerEmail(name), name, self: 0, ...times });
        sql.insert("teams", { id, name, type, managerId: id, ...times });
        return existing(id);
      }),
    rename: (id, name) =>
      sql.transaction(() => {
        const team = existing(id);
        if (team.name === name) return team;
        refuseTaken(name);
        const updatedAt = timestamp(world);
        sql.update("accounts", team.managerId, { email: managerEmail(name), name, updatedAt });
        sql.update("teams", id, { name, updatedAt });
        return existing(id);
      }),
    delete: (id) =>
      sql.transaction(() => {
        const { managerId } = existing(id);
        sql.run("DELETE FROM teams WHERE id = ?", id);
        sql.run("DELETE FROM accounts WHERE id = ?", managerId);
      }),
  };
}

function managerEmail(name: string): string {
  return `${name}@herokumanager.com`;
}
