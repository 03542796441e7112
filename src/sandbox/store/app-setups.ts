import type { World } from "../parts.ts";
import type { AppSetupRecord } from "./resource-records.ts";
import type { ResourceTables } from "./resource-tables.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<AppSetupRecord, "manifestErrors"> & { readonly manifestErrors: string };

export function appSetupsTable(sql: Sql, world: World): ResourceTables["appSetups"] {
  const find = (id: string) => {
    const row = sql.get<Row>("SELECT * FROM app_setups WHERE id = ?", id);
    return row && toRecord(row);
  };

  function existing(id: string): AppSetupRecord {
    const setup = find(id);
    if (!setup) throw new Error(`There is no app setup ${id}.`);
    return setup;
  }

  return {
    find,
    create(setup) {
      const now = timestamp(world);
      const id = world.uuid();
      const beginning = { status: "pending", manifestErrors: "[]", createdAt: now, updatedAt: now };
      sql.insert("app_setups", { id, ...setup, ...beginning });
      return existing(id);
    },
    update(id, { manifestErrors, ...rest }) {
      const errors = manifestErrors ? { manifestErrors: JSON.stringify(manifestErrors) } : {};
      sql.update("app_setups", id, { ...rest, ...errors, updatedAt: timestamp(world) });
      return existing(id);
    },
    pending: () => sql.all<Row>("SELECT * FROM app_setups WHERE status = 'pending'").map(toRecord),
  };
}

function toRecord(row: Row): AppSetupRecord {
  return { ...row, manifestErrors: JSON.parse(row.manifestErrors) as string[] };
}
