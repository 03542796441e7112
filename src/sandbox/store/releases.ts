import type { Store, World } from "../parts.ts";
import type { ConfigVars, ReleaseRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<ReleaseRecord, "current" | "configVars"> & { readonly current: number; readonly configVars: string };

export function releasesTable(sql: Sql, world: World): Store["releases"] {
  const one = (where: string, ...values: (string | number)[]) => {
    const row = sql.get<Row>(`SELECT * FROM releases WHERE ${where}`, ...values);
    return row && toRecord(row);
  };

  function existing(id: string): ReleaseRecord {
    const release = one("id = ?", id);
    if (!release) throw new Error(`There is no release ${id}.`);
    return release;
  }

  return {
    list: (appId) => sql.all<Row>(`SELECT * FROM releases WHERE "appId" = ? ORDER BY version`, appId).map(toRecord),
    find(appId, versionOrId) {
      const version = /^v?(\d{1,9})$/.exec(versionOrId)?.[1];
      if (version !== undefined) return one(`"appId" = ? AND version = ?`, appId, Number(version));
      return one(`"appId" = ? AND id = ?`, appId, versionOrId);
    },
    current: (appId) => one(`"appId" = ? AND current = 1`, appId),
    create: ({ appId, description, status, slugId, configVars, user, outputId, createdAt = timestamp(world) }) =>
      sql.transaction(() => {
        const last = sql.get<{ version: number | null }>(
          `SELECT max(version) AS version FROM releases WHERE "appId" = ?`,
          appId,
        );
        const id = world.uuid();
        const version = (last?.version ?? 0) + 1;
        const facts = { id, appId, version, description, status, slugId, outputId, createdAt, updatedAt: createdAt };
        const by = { userId: user.id, userEmail: user.email };
        sql.insert("releases", { ...facts, ...by, current: 0, configVars: JSON.stringify(configVars) });
        return existing(id);
      }),
    finish: (id, status) =>
      sql.transaction(() => {
        const { appId } = existing(id);
        const now = timestamp(world);
        if (status === "succeeded") {
          sql.run(`UPDATE releases SET current = (id = ?) WHERE "appId" = ?`, id, appId);
          sql.update("apps", appId, { releasedAt: now, updatedAt: now });
        }
        sql.update("releases", id, { status, updatedAt: now });
        return existing(id);
      }),
    failPending() {
      sql.run(`UPDATE releases SET status = 'failed', "updatedAt" = ? WHERE status = 'pending'`, timestamp(world));
    },
  };
}

function toRecord(row: Row): ReleaseRecord {
  return { ...row, current: row.current === 1, configVars: JSON.parse(row.configVars) as ConfigVars };
}
