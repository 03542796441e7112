import type { World } from "../parts.ts";
import type { DomainRecord } from "./resource-records.ts";
import type { ResourceTables } from "./resource-tables.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

export function domainsTable(sql: Sql, world: World): ResourceTables["domains"] {
  let writes = 0;

  return {
    list: (appId) => sql.all<DomainRecord>(`SELECT * FROM domains WHERE "appId" = ? ORDER BY hostname`, appId),
    find: (appId, idOrHostname) =>
      sql.get<DomainRecord>(
        `SELECT * FROM domains WHERE "appId" = ? AND (id = ? OR hostname = ?)`,
        appId,
        idOrHostname,
        idOrHostname,
      ),
    byHostname: (hostname) => sql.get<DomainRecord>("SELECT * FROM domains WHERE hostname = ?", hostname),
    create(domain) {
      writes++;
      const now = timestamp(world);
      const row = { id: world.uuid(), ...domain, createdAt: now, updatedAt: now };
      sql.insert("domains", row);
      return row;
    },
    update(id, change) {
      sql.update("domains", id, { ...change, updatedAt: timestamp(world) });
      const row = sql.get<DomainRecord>("SELECT * FROM domains WHERE id = ?", id);
      if (!row) throw new Error(`There is no domain ${id}.`);
      return row;
    },
    delete(id) {
      writes++;
      sql.run("DELETE FROM domains WHERE id = ?", id);
    },
    writes: () => writes,
  };
}
