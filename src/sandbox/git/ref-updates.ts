export interface RefUpdate {
  /** Null when the ref is new. */
  readonly old: string | null;
  /** Null when the ref is deleted. */
  readonly new: string | null;
  readonly ref: string;
}

export interface DeployUpdate extends RefUpdate {
  readonly new: string;
}

/** The lines that git gives to a pre-receive hook (githooks(5)). */
export function parseRefUpdates(text: string): RefUpdate[] {
  return text.split("\n").flatMap((line) => {
    const [, before, after, ref] = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (refs\/.+)$/.exec(line) ?? [];
    if (before === undefined || after === undefined || ref === undefined) return [];
    return [{ old: orNull(before), new: orNull(after), ref }];
  });
}

/** The update that is a deploy: `main`, or else `master` (https://devcenter.heroku.com/articles/git). */
export function deployOf(updates: readonly RefUpdate[]): DeployUpdate | undefined {
  const pushed = updates.flatMap((update) => (update.new === null ? [] : [{ ...update, new: update.new }]));
  return pushed.find(({ ref }) => ref === "refs/heads/main") ?? pushed.find(({ ref }) => ref === "refs/heads/master");
}

function orNull(hash: string): string | null {
  return /^0+$/.test(hash) ? null : hash;
}
