import type { World } from "../parts.ts";
import { NameTaken } from "./errors.ts";
import type { Accounts } from "./identity.ts";
import { hashPassword, isPassword } from "./password.ts";
import type { AccountRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";
import { hashToken } from "./token-hash.ts";

const select = `SELECT id, email, name, "twoFactor", "createdAt", "updatedAt" FROM accounts`;

export function accountsTable(sql: Sql, world: World): Accounts {
  function insert(email: string, name: string, { self = false, password }: New = {}): AccountRecord {
    const now = timestamp(world);
    const id = world.uuid();
    const passwordHash = password === undefined ? null : hashPassword(password);
    sql.insert("accounts", { id, email, name, self: Number(self), passwordHash, createdAt: now, updatedAt: now });
    return existing(id);
  }

  const find = (idOrEmail: string) =>
    sql.get<AccountRecord>(`${select} WHERE id = ? UNION ALL ${select} WHERE email = ?`, idOrEmail, idOrEmail);

  function existing(id: string): AccountRecord {
    const account = find(id);
    if (!account) throw new Error(`There is no account ${id}.`);
    return account;
  }

  const { id: ownId } =
    sql.get<AccountRecord>(`${select} WHERE self = 1`) ??
    insert("sandbox@example.com", "Local Sandbox", { self: true });

  return {
    self: () => existing(ownId),
    list: () => sql.all<AccountRecord>(`${select} WHERE email NOT LIKE '%@herokumanager.com' ORDER BY email`),
    find,
    findOrInvite: (email) => find(email) ?? insert(email, email),
    create({ email, name, password }) {
      if (find(email)) throw new NameTaken(`There is an account ${email} already.`);
      return insert(email, name, { password });
    },
    update(id, { password, ...change }) {
      const secret = password === undefined ? {} : { passwordHash: hashPassword(password) };
      sql.update("accounts", id, { ...change, ...secret, updatedAt: timestamp(world) });
      return existing(id);
    },
    passwordMatches(id, password) {
      const row = sql.get<{ passwordHash: string | null }>(`SELECT "passwordHash" FROM accounts WHERE id = ?`, id);
      return typeof row?.passwordHash === "string"
        ? isPassword(password, row.passwordHash)
        : isOwnToken(sql, id, password, timestamp(world));
    },
    twoFactorSecret: (id) =>
      sql.get<{ secret: string | null }>(`SELECT "twoFactorSecret" AS secret FROM accounts WHERE id = ?`, id)?.secret ??
      null,
  };
}

interface New {
  readonly self?: boolean;
  readonly password?: string | undefined;
}

/** A token of all scopes: one for less must not become another for more. */
function isOwnToken(sql: Sql, accountId: string, password: string, now: string): boolean {
  const known = sql.get(
    `SELECT 1 FROM authorizations WHERE hash = ? AND "accountId" = ? AND revoked = 0 AND scope LIKE '%"global"%'
     AND ("expiresAt" IS NULL OR "expiresAt" > ?)`,
    hashToken(password),
    accountId,
    now,
  );
  return known !== undefined;
}
