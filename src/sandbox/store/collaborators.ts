import type { World } from "../parts.ts";
import type { Collaborators, Permission } from "./identity.ts";
import type { AccountRecord, CollaboratorRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<CollaboratorRecord, "permissions"> & { readonly permissions: string | null };

/** On a team's app a member's role is the one in the team. */
const select = `SELECT c.id, c."appId", c."userId", c.permissions, c."createdAt", c."updatedAt", a.email,
  CASE c.role WHEN 'owner' THEN 'owner' ELSE COALESCE(m.role, c.role) END AS role
  FROM collaborators c JOIN accounts a ON a.id = c."userId" JOIN apps ON apps.id = c."appId"
  LEFT JOIN team_members m ON m."teamId" = apps."teamId" AND m."userId" = c."userId" WHERE c."appId" = ?`;

const withoutManage: readonly Permission[] = ["view", "deploy", "operate"];

export function collaboratorsTable(sql: Sql, world: World): Collaborators {
  function find(appId: string, emailOrId: string): CollaboratorRecord | undefined {
    const row = sql.get<Row>(
      `${select} AND (a.email = ? OR c.id = ? OR a.id = ?)`,
      appId,
      emailOrId,
      emailOrId,
      emailOrId,
    );
    return row && toRecord(row);
  }

  function existing(appId: string, id: string): CollaboratorRecord {
    const collaborator = find(appId, id);
    if (!collaborator) throw new Error(`There is no collaborator ${id}.`);
    return collaborator;
  }

  return {
    list: (appId) => sql.all<Row>(`${select} ORDER BY a.email`, appId).map(toRecord),
    find,
    add(appId, user, permissions = withoutManage) {
      const id = world.uuid();
      insertCollaborator(sql, world, { id, appId, user, permissions, role: "collaborator" });
      return existing(appId, id);
    },
    setPermissions(appId, id, permissions) {
      sql.update("collaborators", id, { permissions: JSON.stringify(permissions), updatedAt: timestamp(world) });
      return existing(appId, id);
    },
    remove: (appId, id) => void sql.run(`DELETE FROM collaborators WHERE "appId" = ? AND id = ?`, appId, id),
  };
}

/** For this table and the apps', which writes owners. */
export function insertCollaborator(
  sql: Sql,
  world: World,
  row: {
    readonly id: string;
    readonly appId: string;
    readonly user: Pick<AccountRecord, "id">;
    readonly role: "owner" | "collaborator";
    readonly permissions: readonly Permission[];
  },
): void {
  const { user, permissions, ...rest } = row;
  const now = timestamp(world);
  const columns = { ...rest, userId: user.id, permissions: JSON.stringify(permissions) };
  sql.insert("collaborators", { ...columns, createdAt: now, updatedAt: now });
}

/** Collaborators of a data folder of earlier versions have no permissions written. */
function toRecord({ permissions, ...row }: Row): CollaboratorRecord {
  const written = permissions === null ? withoutManage : (JSON.parse(permissions) as Permission[]);
  return { ...row, permissions: row.role === "owner" ? [...withoutManage, "manage"] : written };
}
