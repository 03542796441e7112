import type { Store, World } from "../parts.ts";
import type { CollaboratorRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

const select = `SELECT c.*, a.email FROM collaborators c JOIN accounts a ON a.id = c."userId" WHERE c."appId" = ?`;

export function collaboratorsTable(sql: Sql, world: World): Store["collaborators"] {
  return {
    list: (appId) => sql.all<CollaboratorRecord>(`${select} ORDER BY a.email`, appId),
    find: (appId, emailOrId) =>
      sql.get<CollaboratorRecord>(
        `${select} AND (a.email = ? OR c.id = ? OR a.id = ?)`,
        appId,
        emailOrId,
        emailOrId,
        emailOrId,
      ),
    add(appId, user) {
      const now = timestamp(world);
      const times = { createdAt: now, updatedAt: now };
      const row = { id: world.uuid(), appId, userId: user.id, role: "collaborator" as const, ...times };
      sql.insert("collaborators", row);
      return { ...row, email: user.email };
    },
    remove: (appId, id) => void sql.run(`DELETE FROM collaborators WHERE "appId" = ? AND id = ?`, appId, id),
  };
}
