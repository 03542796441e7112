import type { Store } from "../parts.ts";
import type { BuildpackInstallationRecord } from "./records.ts";
import type { Sql } from "./sql.ts";

export function buildpacksTable(sql: Sql): Store["buildpacks"] {
  const list = (appId: string) =>
    sql.all<BuildpackInstallationRecord>(
      `SELECT ordinal, url FROM buildpacks WHERE "appId" = ? ORDER BY ordinal`,
      appId,
    );

  return {
    list,
    replace: (appId, urls) =>
      sql.transaction(() => {
        sql.run(`DELETE FROM buildpacks WHERE "appId" = ?`, appId);
        for (const [ordinal, url] of urls.entries()) sql.insert("buildpacks", { appId, ordinal, url });
        return list(appId);
      }),
  };
}
