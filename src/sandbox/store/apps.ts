import type { Store, World } from "../parts.ts";
import { NameTaken } from "./errors.ts";
import type { AppRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<AppRecord, "maintenance"> & { readonly maintenance: number };

export function appsTable(sql: Sql, world: World): Store["apps"] {
  const find = (idOrName: string) => {
    const row = sql.get<Row>("SELECT * FROM apps WHERE id = ? OR name = ?", idOrName, idOrName);
    return row && toRecord(row);
  };

  let writes = 0;

  function refuseTaken(name: string, ownId: string | null): void {
    const other = sql.get<{ id: string }>("SELECT id FROM apps WHERE name = ?", name);
    if (other && other.id !== ownId) throw new NameTaken(`Name ${name} is already taken`);
  }

  function existing(id: string): AppRecord {
    const app = find(id);
    if (!app) throw new Error(`There is no app ${id}.`);
    return app;
  }

  return {
    list: () => sql.all<Row>("SELECT * FROM apps ORDER BY name").map(toRecord),
    find,
    create: ({ name, regionName, stackName }) =>
      sql.transaction(() => {
        writes++;
        refuseTaken(name, null);
        const now = timestamp(world);
        const id = world.uuid();
        const owner = sql.get<{ id: string }>("SELECT id FROM accounts WHERE self = 1");
        if (!owner) throw new Error("The sandbox has no account.");
        const times = { createdAt: now, updatedAt: now };
        const stacks = { stackName, buildStackName: stackName };
        sql.insert("apps", { id, name, ownerId: owner.id, maintenance: 0, regionName, ...stacks, ...times });
        sql.insert("collaborators", { id: world.uuid(), appId: id, userId: owner.id, role: "owner", ...times });
        return existing(id);
      }),
    update: (id, change) =>
      sql.transaction(() => {
        writes++;
        const { maintenance, ...rest } = change;
        if (rest.name !== undefined) refuseTaken(rest.name, id);
        const flags = maintenance === undefined ? {} : { maintenance: Number(maintenance) };
        sql.update("apps", id, { ...rest, ...flags, updatedAt: timestamp(world) });
        return existing(id);
      }),
    delete(id) {
      writes++;
      sql.run("DELETE FROM apps WHERE id = ?", id);
    },
    writes: () => writes,
  };
}

function toRecord(row: Row): AppRecord {
  return { ...row, maintenance: row.maintenance === 1 };
}
