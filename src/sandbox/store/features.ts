import type { Store } from "../parts.ts";
import type { Sql } from "./sql.ts";

export function featuresTable(sql: Sql): Store["features"] {
  return {
    enabled: (appId) =>
      new Set(sql.all<{ name: string }>(`SELECT name FROM features WHERE "appId" = ?`, appId).map((row) => row.name)),
    set(appId, name, enabled) {
      if (enabled) sql.run(`INSERT OR IGNORE INTO features ("appId", name) VALUES (?, ?)`, appId, name);
      else sql.run(`DELETE FROM features WHERE "appId" = ? AND name = ?`, appId, name);
    },
  };
}
