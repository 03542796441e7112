import type { Store, World } from "../parts.ts";
import type { FormationRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

export function formationTable(sql: Sql, world: World): Store["formation"] {
  const find = (appId: string, typeOrId: string) =>
    sql.get<FormationRecord>(
      `SELECT * FROM formation WHERE "appId" = ? AND (type = ? OR id = ?)`,
      appId,
      typeOrId,
      typeOrId,
    );

  return {
    list: (appId) => sql.all<FormationRecord>(`SELECT * FROM formation WHERE "appId" = ? ORDER BY type`, appId),
    find,
    put: (appId, entry) =>
      sql.transaction(() => {
        const now = timestamp(world);
        const known = find(appId, entry.type);
        if (known) sql.update("formation", known.id, { ...entry, updatedAt: now });
        else sql.insert("formation", { id: world.uuid(), appId, ...entry, createdAt: now, updatedAt: now });
        const written = find(appId, entry.type);
        if (!written) throw new Error(`The process type ${entry.type} was not written.`);
        return written;
      }),
    remove: (appId, type) => void sql.run(`DELETE FROM formation WHERE "appId" = ? AND type = ?`, appId, type),
  };
}
