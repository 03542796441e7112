import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord, FormationRecord } from "../store/records.ts";

/** What one process type shall be. */
export interface Scaling {
  readonly entry: FormationRecord;
  readonly quantity: number;
  readonly size: string;
}

/** Writes the formation, says so in the app's log, and lets the dynos follow. */
export function scale(
  parts: Parts,
  app: AppRecord,
  scalings: readonly Scaling[],
  user: AccountRecord = parts.store.accounts.self(),
): FormationRecord[] {
  const { store, dynos, logplex } = parts;
  const formation = store.transaction(() => scalings.map((scaling) => put(parts, app, scaling)));
  const changed = scalings.filter(({ entry, quantity, size }) => entry.quantity !== quantity || entry.size !== size);
  if (changed.length === 0) return formation;
  const sizes = changed.map(({ entry, quantity, size }) => `${entry.type}@${quantity}:${size}`).join(" ");
  const message = `Scaled to ${sizes} by user ${user.email}`;
  logplex.append(app.id, { source: "app", process: "api", message });
  dynos.reconcile(app.id);
  return formation;
}

function put({ store }: Parts, app: AppRecord, { entry, quantity, size }: Scaling): FormationRecord {
  if (entry.quantity === quantity && entry.size === size) return entry;
  return store.formation.put(app.id, { type: entry.type, command: entry.command, quantity, size });
}
