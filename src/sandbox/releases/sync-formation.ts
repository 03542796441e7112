import type { Store } from "../parts.ts";
import type { FormationRecord } from "../store/records.ts";

/**
 * Makes the formation that of a slug: process types that went are removed, new ones begin with no dyno, and the web
 * process of a first push with one.
 */
export function syncFormation(store: Store, appId: string, processTypes: Readonly<Record<string, string>>): void {
  const before = store.formation.list(appId);
  for (const { type } of before) if (!Object.hasOwn(processTypes, type)) store.formation.remove(appId, type);
  for (const [type, command] of Object.entries(processTypes)) {
    const known = before.find((entry) => entry.type === type);
    const quantity = known?.quantity ?? (before.length === 0 && type === "web" ? 1 : 0);
    store.formation.put(appId, { type, command, quantity, size: known?.size ?? sizeOfNewTypes(before) });
  }
}

/** Dyno sizes of one app are of one tier; a larger tier begins with Standard-1X (https://devcenter.heroku.com/articles/dyno-types). */
function sizeOfNewTypes(formation: readonly FormationRecord[]): string {
  const size = formation[0]?.size ?? "Basic";
  return size === "Basic" || size === "Eco" ? size : "Standard-1X";
}
