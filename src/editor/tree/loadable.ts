/** Something the platform is asked for when it is first looked at. */
export type Loaded<T> =
  | { readonly kind: "unloaded" }
  | { readonly kind: "failed"; readonly problem: unknown }
  /** With a `problem` the last refresh failed, and `value` is as old as `at`. */
  | { readonly kind: "ready"; readonly value: T; readonly at: Date; readonly problem?: unknown };

export interface Loadable<T> {
  readonly state: Loaded<T>;
  /** When it was last asked for, whatever came of it; undefined before the first time. */
  readonly askedAt: Date | undefined;
  /** Refreshes that failed since the last that did not. */
  readonly failures: number;
  /** Asks if there is no value yet. Never rejects: a failure is a state. */
  ready(): Promise<Loaded<T>>;
  /** Asks again; joins a request under way. */
  refresh(): Promise<void>;
  /** Asks again, after a request under way if there is one: its answer may be older than what was just changed. */
  refreshAfterChange(): Promise<void>;
  /** Ends a request under way and takes no more answers. */
  dispose(): void;
}

export interface LoadableOptions<T> {
  readonly load: (signal: AbortSignal) => Promise<T>;
  /** The value or the problem is another than before. */
  readonly changed: () => void;
  readonly now?: () => Date;
}

export function createLoadable<T>({ load, changed, now = () => new Date() }: LoadableOptions<T>): Loadable<T> {
  const aborter = new AbortController();
  let state: Loaded<T> = { kind: "unloaded" };
  let askedAt: Date | undefined;
  let failures = 0;
  let underWay: Promise<void> | undefined;

  const become = (next: Loaded<T>): void => {
    if (aborter.signal.aborted) return;
    const before = state;
    state = next;
    if (!looksSame(before, next)) changed();
  };
  const ask = async (): Promise<void> => {
    askedAt = now();
    try {
      const value = await load(aborter.signal);
      failures = 0;
      become({ kind: "ready", value, at: now() });
    } catch (problem) {
      failures += 1;
      become(state.kind === "ready" ? { ...state, problem } : { kind: "failed", problem });
    }
  };
  const refresh = (): Promise<void> => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  return {
    get state() {
      return state;
    },
    get askedAt() {
      return askedAt;
    },
    get failures() {
      return failures;
    },
    async ready() {
      if (state.kind !== "ready") await refresh();
      return state;
    },
    refresh,
    async refreshAfterChange() {
      await underWay;
      await refresh();
    },
    dispose: () => aborter.abort(),
  };
}

function looksSame<T>(before: Loaded<T>, after: Loaded<T>): boolean {
  if (before.kind === "ready" && after.kind === "ready") {
    return sameValue(before.value, after.value) && String(before.problem) === String(after.problem);
  }
  if (before.kind === "failed" && after.kind === "failed") return String(before.problem) === String(after.problem);
  return before.kind === after.kind;
}

/** Pages that have not changed hold the same objects as before: no need to look into them. */
function sameValue(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((item, at) => sameValue(item, after[at]));
  }
  return JSON.stringify(before) === JSON.stringify(after);
}
