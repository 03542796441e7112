import type { World } from "../parts.ts";
import type { TransferRecord, Transfers } from "./identity.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

const select = `SELECT t.*, apps.name AS "appName", o.email AS "ownerEmail", r.email AS "recipientEmail" FROM transfers t
  JOIN apps ON apps.id = t."appId" JOIN accounts o ON o.id = t."ownerId" JOIN accounts r ON r.id = t."recipientId"`;

export function transfersTable(sql: Sql, world: World): Transfers {
  const find = (id: string) => sql.get<TransferRecord>(`${select} WHERE t.id = ?`, id);

  function existing(id: string): TransferRecord {
    const transfer = find(id);
    if (!transfer) throw new Error(`There is no transfer ${id}.`);
    return transfer;
  }

  return {
    list: (accountId) =>
      sql.all<TransferRecord>(`${select} WHERE t."ownerId" = ? OR t."recipientId" = ?`, accountId, accountId),
    find,
    pendingOf: (appId) => sql.get<TransferRecord>(`${select} WHERE t."appId" = ? AND t.state = 'pending'`, appId),
    create({ app, recipient }) {
      const [id, now] = [world.uuid(), timestamp(world)];
      const parties = { appId: app.id, ownerId: app.ownerId, recipientId: recipient.id };
      sql.insert("transfers", { id, ...parties, state: "pending", createdAt: now, updatedAt: now });
      return existing(id);
    },
    settle(id, state) {
      sql.update("transfers", id, { state, updatedAt: timestamp(world) });
      return existing(id);
    },
    delete(id) {
      sql.run("DELETE FROM transfers WHERE id = ?", id);
    },
  };
}
