import type { Store, World } from "../parts.ts";
import type { AccountRecord } from "./records.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

const columns = `id, email, name, "createdAt", "updatedAt"`;

export function accountsTable(sql: Sql, world: World): Store["accounts"] {
  function insert(email: string, name: string, self: boolean): AccountRecord {
    const now = timestamp(world);
    const account: AccountRecord = { id: world.uuid(), email, name, createdAt: now, updatedAt: now };
    sql.insert("accounts", { ...account, self: Number(self) });
    return account;
  }

  const find = (idOrEmail: string) =>
    sql.get<AccountRecord>(`SELECT ${columns} FROM accounts WHERE id = ? OR email = ?`, idOrEmail, idOrEmail);

  const self =
    sql.get<AccountRecord>(`SELECT ${columns} FROM accounts WHERE self = 1`) ??
    insert("sandbox@example.com", "Local Sandbox", true);

  return {
    self: () => self,
    find,
    findOrInvite: (email) => find(email) ?? insert(email, email, false),
  };
}
