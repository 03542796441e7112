import type { World } from "../parts.ts";
import { makeToken } from "../token.ts";
import type { AuthorizationRecord, Authorizations, Granted } from "./identity.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";
import { hashToken } from "./token-hash.ts";

type Row = Omit<AuthorizationRecord, "scope" | "skipTwoFactor" | "main"> & {
  readonly scope: string;
  readonly skipTwoFactor: number;
  readonly main: number;
};

const select = `SELECT id, "accountId", description, scope, "tokenId", redacted, "expiresAt", "skipTwoFactor", main,
  "createdAt", "updatedAt" FROM authorizations`;
const live = `revoked = 0 AND ("expiresAt" IS NULL OR "expiresAt" > ?)`;

export function authorizationsTable(sql: Sql, world: World): Authorizations {
  const existing = (id: string): AuthorizationRecord => {
    const row = sql.get<Row>(`${select} WHERE id = ?`, id);
    if (!row) throw new Error(`There is no authorization ${id}.`);
    return toRecord(row);
  };

  const tokenColumns = (token: string) => ({ tokenId: world.uuid(), hash: hashToken(token), redacted: redact(token) });

  function insert(token: string, { account, ...given }: Parameters<Authorizations["create"]>[0]): AuthorizationRecord {
    const id = world.uuid();
    const { description, scope = ["global"], expiresIn = null, skipTwoFactor = false, main = false } = given;
    const flags = { skipTwoFactor: Number(skipTwoFactor), main: Number(main), revoked: 0 };
    const now = timestamp(world);
    sql.insert("authorizations", {
      ...{ id, accountId: account.id, description, scope: JSON.stringify(scope), ...tokenColumns(token) },
      ...{ ...flags, expiresAt: expiresIn === null ? null : inSeconds(world, expiresIn) },
      ...{ createdAt: now, updatedAt: now },
    });
    return existing(id);
  }

  function renew(id: string, token: string): Granted {
    sql.update("authorizations", id, { ...tokenColumns(token), updatedAt: timestamp(world) });
    return { authorization: existing(id), token };
  }

  const mainOf = (accountId: string) =>
    sql.get<Row>(`${select} WHERE "accountId" = ? AND main = 1 AND ${live}`, accountId, timestamp(world));

  return {
    create(authorization) {
      const token = makeToken();
      return { authorization: insert(token, authorization), token };
    },
    adopt: (account, token) =>
      sql.transaction(() => {
        const known = sql.get<Row>(`${select} WHERE hash = ? AND ${live}`, hashToken(token), timestamp(world));
        if (known?.accountId === account.id && known.main === 1) return;
        sql.run("DELETE FROM authorizations WHERE hash = ?", hashToken(token));
        sql.run(`DELETE FROM authorizations WHERE "accountId" = ? AND main = 1`, account.id);
        insert(token, { account, description: "Sandbox", main: true });
      }),
    ofToken(token) {
      const row = sql.get<Row>(`${select} WHERE hash = ? AND ${live}`, hashToken(token), timestamp(world));
      return row && toRecord(row);
    },
    list: (accountId) =>
      sql.all<Row>(`${select} WHERE "accountId" = ? AND ${live}`, accountId, timestamp(world)).map(toRecord),
    find(accountId, id) {
      const row =
        id === "~"
          ? mainOf(accountId)
          : sql.get<Row>(`${select} WHERE "accountId" = ? AND id = ? AND ${live}`, accountId, id, timestamp(world));
      return row && toRecord(row);
    },
    regenerate: (id) => renew(id, makeToken()),
    revoke: (id) => sql.update("authorizations", id, { revoked: 1, updatedAt: timestamp(world) }),
  };
}

/** To the second, as every time of the store: a token ends in the second that it names. */
function inSeconds(world: World, seconds: number): string {
  return timestamp({ ...world, now: () => new Date(world.now().getTime() + seconds * 1000) });
}

/** As the platform lists tokens: enough of both ends for a client to know its own. */
function redact(token: string): string {
  return token.length < 24 ? "*".repeat(10) : `${token.slice(0, 8)}${"*".repeat(10)}${token.slice(-4)}`;
}

function toRecord(row: Row): AuthorizationRecord {
  const scope = JSON.parse(row.scope) as string[];
  return { ...row, scope, skipTwoFactor: row.skipTwoFactor === 1, main: row.main === 1 };
}
