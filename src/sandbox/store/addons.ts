import type { World } from "../parts.ts";
import type { AddonRecord, AttachmentRecord } from "./resource-records.ts";
import type { ResourceTables } from "./resource-tables.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<AddonRecord, "values"> & { readonly values: string };

export function addonsTable(sql: Sql, world: World): ResourceTables["addons"] {
  const find = (idOrName: string) => {
    const row = sql.get<Row>("SELECT * FROM addons WHERE id = ? OR name = ?", idOrName, idOrName);
    return row && toRecord(row);
  };

  function existing(id: string): AddonRecord {
    const addon = find(id);
    if (!addon) throw new Error(`There is no add-on ${id}.`);
    return addon;
  }

  return {
    list(appId) {
      const rows =
        appId === undefined
          ? sql.all<Row>("SELECT * FROM addons ORDER BY name")
          : sql.all<Row>(`SELECT * FROM addons WHERE "appId" = ? ORDER BY name`, appId);
      return rows.map(toRecord);
    },
    find,
    create(addon) {
      const now = timestamp(world);
      const id = world.uuid();
      sql.insert("addons", { id, ...addon, values: JSON.stringify(addon.values), createdAt: now, updatedAt: now });
      return existing(id);
    },
    update(id, { values, ...rest }) {
      const written = values ? { values: JSON.stringify(values) } : {};
      sql.update("addons", id, { ...rest, ...written, updatedAt: timestamp(world) });
      return existing(id);
    },
    delete: (id) => void sql.run("DELETE FROM addons WHERE id = ?", id),
  };
}

export function attachmentsTable(sql: Sql, world: World): ResourceTables["attachments"] {
  return {
    list: () => sql.all<AttachmentRecord>("SELECT * FROM addon_attachments ORDER BY name"),
    ofApp: (appId) =>
      sql.all<AttachmentRecord>(`SELECT * FROM addon_attachments WHERE "appId" = ? ORDER BY name`, appId),
    ofAddon: (addonId) =>
      sql.all<AttachmentRecord>(`SELECT * FROM addon_attachments WHERE "addonId" = ? ORDER BY name`, addonId),
    find: (id) => sql.get<AttachmentRecord>("SELECT * FROM addon_attachments WHERE id = ?", id),
    named: (appId, name) =>
      sql.get<AttachmentRecord>(`SELECT * FROM addon_attachments WHERE "appId" = ? AND name = ?`, appId, name),
    create(attachment) {
      const now = timestamp(world);
      const row = { id: world.uuid(), ...attachment, createdAt: now, updatedAt: now };
      sql.insert("addon_attachments", row);
      return row;
    },
    delete: (id) => void sql.run("DELETE FROM addon_attachments WHERE id = ?", id),
  };
}

function toRecord(row: Row): AddonRecord {
  return { ...row, values: JSON.parse(row.values) as AddonRecord["values"] };
}
