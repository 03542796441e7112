import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord, ConfigVars } from "../store/records.ts";
import { whenCreated } from "./when-created.ts";

/** New values; null takes a config var away. */
export type ConfigChange = Readonly<Record<string, string | null>>;

/** The config vars after a change, and what the release of it is called; undefined when nothing changes. */
export function planConfigChange(before: ConfigVars, change: ConfigChange): ConfigPlan | undefined {
  const after = new Map(Object.entries(before));
  const set: string[] = [];
  const removed: string[] = [];
  for (const [key, value] of Object.entries(change)) {
    if (value === null && after.delete(key)) removed.push(key);
    if (value === null || after.get(key) === value) continue;
    after.set(key, value);
    set.push(key);
  }
  if (set.length + removed.length === 0) return undefined;
  return { configVars: Object.fromEntries(after), description: describe(set, removed) };
}

export interface ConfigPlan {
  readonly configVars: ConfigVars;
  readonly description: string;
}

/** Writes the config vars with the one release they make; resolves when both are on disk, not when the release lives. */
export async function changeConfigVars(
  parts: Parts,
  app: AppRecord,
  change: ConfigChange,
  user: AccountRecord = parts.store.accounts.self(),
): Promise<ConfigVars> {
  const plan = planConfigChange(parts.store.configVars.get(app.id), change);
  if (plan) {
    await whenCreated((onCreated) => parts.releases.create({ appId: app.id, user, ...plan, onCreated }));
  }
  return parts.store.configVars.get(app.id);
}

function describe(set: readonly string[], removed: readonly string[]): string {
  const verb = removed.length === 0 ? "Set" : set.length === 0 ? "Remove" : "Update";
  return `${verb} ${[...set, ...removed].join(", ")} config vars`;
}
