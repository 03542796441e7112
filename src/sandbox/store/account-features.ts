import type { ResourceTables } from "./resource-tables.ts";
import type { Sql } from "./sql.ts";

export function accountFeaturesTable(sql: Sql): ResourceTables["accountFeatures"] {
  return {
    enabled(userId) {
      const rows = sql.all<{ name: string }>(`SELECT name FROM account_features WHERE "userId" = ?`, userId);
      return new Set(rows.map(({ name }) => name));
    },
    set(userId, name, enabled) {
      if (enabled) sql.run(`INSERT OR IGNORE INTO account_features ("userId", name) VALUES (?, ?)`, userId, name);
      else sql.run(`DELETE FROM account_features WHERE "userId" = ? AND name = ?`, userId, name);
    },
  };
}
