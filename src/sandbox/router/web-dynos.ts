import { type Fault, fault } from "../../logs/router-fault.ts";
import type { Dyno, Dynos, Settings, Store } from "../parts.ts";
import type { DynoPool } from "./dyno-pool.ts";

/** Finds a web dyno for a request. */
export interface WebDynos {
  /** A random one that takes requests and was not tried, or why there is none. */
  choose(appId: string, tried: ReadonlySet<string>): Dyno | Fault | "starting";
  /** Calls back once with what `choose` says when a starting dyno has made up its mind. The result cancels. */
  wait(appId: string, decided: (outcome: Dyno | Fault) => void): () => void;
  close(): void;
}

interface Waiter {
  readonly settle: (outcome: Dyno | Fault) => void;
}

/** The platform keeps a request for 75 s: the 60 s that a dyno has to boot, and 15 for what comes before (H20). */
const bootMargin = 15_000;
const waiterLimit = 1000;
/** More at once than any dyno works off; keeps a flood from taking all memory (H11). */
const activeLimit = 1000;
const untried: ReadonlySet<string> = new Set();

export function createWebDynos(parts: { dynos: Dynos; store: Store; settings: Settings; pool: DynoPool }): WebDynos {
  const { dynos, store, settings, pool } = parts;
  const waiting = new Map<string, Set<Waiter>>();

  function choose(appId: string, tried: ReadonlySet<string>): Dyno | Fault | "starting" {
    const up = dynos.webDynos(appId);
    if (up.length === 0) return whyNone(appId);
    const usable = pick(up, tried, pool);
    if (!usable) return fault("H21");
    return pool.active(usable) >= activeLimit ? fault("H11") : usable;
  }

  function whyNone(appId: string): Fault | "starting" {
    const web = dynos.list(appId).filter(({ type }) => type === "web");
    if (web.some(({ state }) => state === "starting" || state === "up" || state === "idle")) return "starting";
    if (web.some(({ state }) => state === "crashed")) return fault("H10");
    return store.releases.current(appId)?.slugId ? fault("H14") : fault("H81");
  }

  function changed(appId: string): void {
    pool.prune(appId, new Set(dynos.list(appId).map(({ id }) => id)));
    for (const waiter of waiting.get(appId) ?? []) {
      const outcome = choose(appId, untried);
      if (outcome !== "starting") waiter.settle(outcome);
    }
  }

  dynos.events.on("change", changed);

  return {
    choose,
    wait(appId, decided) {
      const waiters = waiting.get(appId) ?? new Set();
      waiting.set(appId, waiters);
      const timer = setTimeout(() => waiter.settle(fault("H20")), settings.bootTimeout + bootMargin);
      const cancel = () => {
        clearTimeout(timer);
        waiters.delete(waiter);
        if (waiters.size === 0 && waiting.get(appId) === waiters) waiting.delete(appId);
      };
      const waiter: Waiter = {
        settle(outcome) {
          cancel();
          decided(outcome);
        },
      };
      waiters.add(waiter);
      if (waiters.size > waiterLimit) waiter.settle(fault("H11"));
      return cancel;
    },
    close() {
      dynos.events.off("change", changed);
      for (const waiters of [...waiting.values()]) for (const { settle } of [...waiters]) settle(fault("H24"));
    },
  };
}

function pick(up: readonly Dyno[], tried: ReadonlySet<string>, pool: DynoPool): Dyno | undefined {
  const first = up[Math.floor(Math.random() * up.length)];
  if (first && !tried.has(first.id) && !pool.quarantined(first)) return first;
  const left = up.filter(({ id }) => !tried.has(id));
  const healthy = left.filter((dyno) => !pool.quarantined(dyno));
  const from = healthy.length > 0 ? healthy : left;
  return from[Math.floor(Math.random() * from.length)];
}
