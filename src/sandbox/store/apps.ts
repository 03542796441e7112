import type { World } from "../parts.ts";
import { createAppOwnership } from "./app-ownership.ts";
import { NameTaken } from "./errors.ts";
import type { Apps } from "./identity.ts";
import type { AccountRecord, AppRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

type Row = Omit<AppRecord, "maintenance" | "locked"> & { readonly maintenance: number; readonly locked: number };

const select = `SELECT apps.*, o.email AS "ownerEmail", t.name AS "teamName" FROM apps
  JOIN accounts o ON o.id = apps."ownerId" LEFT JOIN teams t ON t.id = apps."teamId"`;
const joined = `apps.id IN (SELECT "appId" FROM collaborators WHERE "userId" = ?)`;
const ofTeams = (roles: string) =>
  `apps."teamId" IN (SELECT "teamId" FROM team_members WHERE "userId" = ? AND role ${roles})`;
const visible = `${joined} OR ${ofTeams("= 'admin'")} OR (apps.locked = 0 AND ${ofTeams("<> 'admin'")})`;

export function appsTable(sql: Sql, world: World): Apps {
  const ownership = createAppOwnership(sql, world);
  let writes = 0;

  const find = (idOrName: string) => {
    const row = sql.get<Row>(`${select} WHERE apps.id = ? OR apps.name = ?`, idOrName, idOrName);
    return row && toRecord(row);
  };

  function existing(id: string): AppRecord {
    const app = find(id);
    if (!app) throw new Error(`There is no app ${id}.`);
    return app;
  }

  /** Does the work in one transaction; the app as it is then. */
  function write(id: string, work: (before: AppRecord) => void): AppRecord {
    writes++;
    return sql.transaction(() => {
      work(existing(id));
      return existing(id);
    });
  }

  return {
    ...lists(sql),
    find,
    create: ({ name, regionName, stackName, user = self(sql), team, locked = false }) =>
      sql.transaction(() => {
        writes++;
        refuseTaken(sql, name, null);
        const [id, now] = [world.uuid(), timestamp(world)];
        const owner = { ownerId: team?.managerId ?? user.id, teamId: team?.id ?? null, locked: Number(locked) };
        const stacks = { stackName, buildStackName: stackName };
        const times = { createdAt: now, updatedAt: now };
        sql.insert("apps", { id, name, ...owner, maintenance: 0, regionName, ...stacks, ...times });
        ownership.found(id, user, team);
        return existing(id);
      }),
    update: (id, { maintenance, locked, ...rest }) =>
      write(id, () => {
        if (rest.name !== undefined) refuseTaken(sql, rest.name, id);
        const flags = { ...flag("maintenance", maintenance), ...flag("locked", locked) };
        sql.update("apps", id, { ...rest, ...flags, updatedAt: timestamp(world) });
      }),
    giveTo: (id, owner) =>
      write(id, (before) =>
        before.teamId === null ? ownership.toAccount(id, { id: before.ownerId }, owner) : ownership.fromTeam(id, owner),
      ),
    giveToTeam: (id, team, giver) => write(id, () => ownership.toTeam(id, team, giver)),
    delete(id) {
      writes++;
      sql.run("DELETE FROM apps WHERE id = ?", id);
    },
    writes: () => writes,
  };
}

function lists(sql: Sql): Pick<Apps, "list" | "visibleTo" | "sharedWith" | "ofTeam"> {
  const where = (condition: string, ...values: string[]) =>
    sql.all<Row>(`${select} WHERE ${condition} ORDER BY apps.name`, ...values).map(toRecord);
  return {
    list: () => where("TRUE"),
    visibleTo: (id) => where(visible, id, id, id),
    sharedWith: (id) => where(joined, id),
    ofTeam: (id) => where(`apps."teamId" = ?`, id),
  };
}

function refuseTaken(sql: Sql, name: string, ownId: string | null): void {
  const other = sql.get<{ id: string }>("SELECT id FROM apps WHERE name = ?", name);
  if (other && other.id !== ownId) throw new NameTaken(`Name ${name} is already taken`);
}

function self(sql: Sql): Pick<AccountRecord, "id"> {
  const own = sql.get<{ id: string }>("SELECT id FROM accounts WHERE self = 1");
  if (!own) throw new Error("The sandbox has no account.");
  return own;
}

function flag(name: string, value: boolean | undefined): Record<string, number> {
  return value === undefined ? {} : { [name]: Number(value) };
}

function toRecord(row: Row): AppRecord {
  return { ...row, maintenance: row.maintenance === 1, locked: row.locked === 1 };
}
