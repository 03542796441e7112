import type { Store, World } from "../parts.ts";
import type { BuildRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<BuildRecord, "buildpackUrls"> & { readonly buildpackUrls: string };

export function buildsTable(sql: Sql, world: World): Store["builds"] {
  function existing(id: string): BuildRecord {
    const row = sql.get<Row>("SELECT * FROM builds WHERE id = ?", id);
    if (!row) throw new Error(`There is no build ${id}.`);
    return toRecord(row);
  }

  return {
    list: (appId) => sql.all<Row>(`SELECT * FROM builds WHERE "appId" = ? ORDER BY rowid`, appId).map(toRecord),
    find(appId, id) {
      const row = sql.get<Row>(`SELECT * FROM builds WHERE "appId" = ? AND id = ?`, appId, id);
      return row && toRecord(row);
    },
    create(build) {
      const now = timestamp(world);
      const urls = JSON.stringify(build.buildpackUrls);
      sql.insert("builds", { ...build, buildpackUrls: urls, status: "pending", createdAt: now, updatedAt: now });
      return existing(build.id);
    },
    update(id, change) {
      const { buildpackUrls, ...rest } = change;
      const urls = buildpackUrls ? { buildpackUrls: JSON.stringify(buildpackUrls) } : {};
      sql.update("builds", id, { ...rest, ...urls, updatedAt: timestamp(world) });
      return existing(id);
    },
    failPending() {
      sql.run(`UPDATE builds SET status = 'failed', "updatedAt" = ? WHERE status = 'pending'`, timestamp(world));
    },
  };
}

function toRecord(row: Row): BuildRecord {
  return { ...row, buildpackUrls: JSON.parse(row.buildpackUrls) as string[] };
}
