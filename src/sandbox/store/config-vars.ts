import type { Store } from "../parts.ts";
import type { ConfigVars } from "./records.ts";
import type { Sql } from "./sql.ts";

export function configVarsTable(sql: Sql): Store["configVars"] {
  return {
    get(appId) {
      const row = sql.get<{ vars: string }>(`SELECT vars FROM config_vars WHERE "appId" = ?`, appId);
      return row ? (JSON.parse(row.vars) as ConfigVars) : {};
    },
    set(appId, all) {
      sql.run(
        `INSERT INTO config_vars ("appId", vars) VALUES (?, ?) ON CONFLICT ("appId") DO UPDATE SET vars = excluded.vars`,
        appId,
        JSON.stringify(all),
      );
    },
  };
}
