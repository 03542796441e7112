import type { Store, World } from "../parts.ts";
import type { SlugRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<SlugRecord, "processTypes"> & { readonly processTypes: string };

export function slugsTable(sql: Sql, world: World): Store["slugs"] {
  const find = (id: string) => {
    const row = sql.get<Row>("SELECT * FROM slugs WHERE id = ?", id);
    return row && toRecord(row);
  };

  function existing(id: string): SlugRecord {
    const slug = find(id);
    if (!slug) throw new Error(`There is no slug ${id}.`);
    return slug;
  }

  return {
    find,
    create(slug) {
      const now = timestamp(world);
      sql.insert("slugs", {
        ...slug,
        processTypes: JSON.stringify(slug.processTypes),
        createdAt: now,
        updatedAt: now,
      });
      return existing(slug.id);
    },
    update(id, change) {
      const { processTypes, ...rest } = change;
      const types = processTypes ? { processTypes: JSON.stringify(processTypes) } : {};
      sql.update("slugs", id, { ...rest, ...types, updatedAt: timestamp(world) });
      return existing(id);
    },
  };
}

function toRecord(row: Row): SlugRecord {
  return { ...row, processTypes: JSON.parse(row.processTypes) as SlugRecord["processTypes"] };
}
