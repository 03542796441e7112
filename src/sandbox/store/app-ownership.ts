import type { World } from "../parts.ts";
import { insertCollaborator } from "./collaborators.ts";
import { type Permission, permissions, type TeamRecord } from "./identity.ts";
import type { AccountRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type User = Pick<AccountRecord, "id">;

/** Who owns and who joins an app; the rows of both kinds in one place. */
export function createAppOwnership(sql: Sql, world: World) {
  function join(appId: string, user: User, granted: readonly Permission[] = permissions): void {
    sql.run(`DELETE FROM collaborators WHERE "appId" = ? AND "userId" = ?`, appId, user.id);
    insertCollaborator(sql, world, { id: world.uuid(), appId, user, role: "collaborator", permissions: granted });
  }

  /** Nobody else is the owner, and the owner is nothing else. */
  function setOwner(appId: string, owner: User, team: TeamRecord | null): void {
    sql.run(`DELETE FROM collaborators WHERE "appId" = ? AND ("userId" = ? OR role = 'owner')`, appId, owner.id);
    insertCollaborator(sql, world, { id: world.uuid(), appId, user: owner, role: "owner", permissions });
    const updatedAt = timestamp(world);
    sql.update("apps", appId, { ownerId: owner.id, teamId: team?.id ?? null, locked: 0, updatedAt });
    sql.run(`DELETE FROM transfers WHERE "appId" = ? AND state = 'pending'`, appId);
  }

  return {
    join,
    found(appId: string, user: User, team: TeamRecord | undefined): void {
      const owner = team ? { id: team.managerId } : user;
      insertCollaborator(sql, world, { id: world.uuid(), appId, user: owner, role: "owner", permissions });
      if (team) join(appId, user);
    },
    /** The owner before stays as a collaborator. */
    toAccount(appId: string, before: User, owner: User): void {
      setOwner(appId, owner, null);
      if (before.id !== owner.id) join(appId, before, withoutManage);
    },
    /** Nobody of the team stays. */
    fromTeam(appId: string, owner: User): void {
      sql.run(`DELETE FROM collaborators WHERE "appId" = ?`, appId);
      setOwner(appId, owner, null);
    },
    toTeam(appId: string, team: TeamRecord, giver: User): void {
      setOwner(appId, { id: team.managerId }, team);
      join(appId, giver);
    },
  };
}

const withoutManage = permissions.filter((permission) => permission !== "manage");
