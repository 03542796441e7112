export type ConfigVars = ReadonlyMap<string, string>;

/** Keys in the order of the newer side, those that are gone in that of the older one. */
export interface ConfigVarsDiff {
  readonly added: readonly { readonly key: string; readonly value: string }[];
  readonly changed: readonly { readonly key: string; readonly before: string; readonly after: string }[];
  readonly removed: readonly { readonly key: string; readonly value: string }[];
  readonly unchanged: readonly string[];
}

export function diffConfigVars(before: ConfigVars, after: ConfigVars): ConfigVarsDiff {
  const added = [...after].filter(([key]) => !before.has(key)).map(([key, value]) => ({ key, value }));
  const removed = [...before].filter(([key]) => !after.has(key)).map(([key, value]) => ({ key, value }));
  const common = [...after].flatMap(([key, value]) => {
    const old = before.get(key);
    return old === undefined ? [] : [{ key, before: old, after: value }];
  });
  return {
    added,
    changed: common.filter((each) => each.before !== each.after),
    removed,
    unchanged: common.filter((each) => each.before === each.after).map(({ key }) => key),
  };
}

export function isEmptyDiff({ added, changed, removed }: ConfigVarsDiff): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** As the Platform API takes a change of config vars: a value, or null for a key that goes. */
export function patchOf({ added, changed, removed }: ConfigVarsDiff): Record<string, string | null> {
  return Object.fromEntries<string | null>([
    ...added.map(({ key, value }) => [key, value] as const),
    ...changed.map(({ key, after }) => [key, after] as const),
    ...removed.map(({ key }) => [key, null] as const),
  ]);
}
