import type { Dyno, DynoSelector } from "../parts.ts";
import { messages } from "./dyno-log.ts";
import { isSamePlan } from "./formation-plans.ts";
import { type DynoPlan, type DynoRoom, type LiveDyno, startLiveDyno } from "./live-dyno.ts";
import { type OneOffDyno, type OneOffPlan, startOneOffDyno } from "./one-off-dyno.ts";

/** The dynos of one app. */
export interface AppDynos {
  list(): Dyno[];
  /** By name or id. */
  find(dyno: string): Dyno | undefined;
  /** Those that take requests; the same array until something changes. */
  web(): readonly Dyno[];
  reconcile(wanted: ReadonlyMap<string, DynoPlan>): void;
  /** Replaces dynos of the formation; one-off dynos that are named, or their type, are stopped. */
  replace(which: DynoSelector, reason: "restart" | "stop"): void;
  /** Runs a command as `<type>.<four digits>`. */
  runOnce(plan: Omit<OneOffPlan, "name">): OneOffDyno;
  /** Ends all, without any new start; resolves when nothing is left. */
  end(): Promise<void>;
}

export function createAppDynos(roomOf: (dyno: string, changed: () => void) => DynoRoom, emit: () => void): AppDynos {
  const formation = new Map<string, LiveDyno>();
  const oneOffs = new Map<string, OneOffDyno>();
  const leaving = new Set<Promise<unknown>>();
  let web: readonly Dyno[] | undefined;

  const changed = (): void => {
    web = undefined;
    emit();
  };

  const leave = (gone: Promise<unknown>): void => {
    leaving.add(gone);
    void gone.finally(() => leaving.delete(gone));
  };

  const start = (plan: DynoPlan): void => {
    formation.set(plan.name, startLiveDyno(roomOf(plan.name, changed), plan));
    changed();
  };

  const replaceWith = (old: LiveDyno, plan: DynoPlan, reason: "restart" | "stop"): void => {
    const { state, name } = old.dyno;
    const { log } = roomOf(name, changed);
    if (reason === "restart" && state !== "crashed") log.say(messages.restarting);
    if (state !== "starting") log.say(messages.changed(state, "starting"));
    leave(old.retire());
    start(plan);
  };

  const takeAway = (old: LiveDyno): void => {
    const { state, name } = old.dyno;
    roomOf(name, changed).log.say(messages.changed(state, "down"));
    leave(old.retire());
    formation.delete(name);
    changed();
  };

  const all = (): Dyno[] => [...formation.values(), ...oneOffs.values()].map(({ dyno }) => dyno);

  return {
    find: (wanted) => all().find(({ id, name }) => id === wanted || name === wanted),
    list() {
      return all().sort((one, other) => one.name.localeCompare(other.name, "en", { numeric: true }));
    },
    web() {
      web ??= [...formation.values()]
        .map(({ dyno }) => dyno)
        .filter(({ type, state }) => type === "web" && state === "up");
      return web;
    },
    reconcile(wanted) {
      for (const old of [...formation.values()].reverse()) if (!wanted.has(old.plan.name)) takeAway(old);
      for (const plan of wanted.values()) {
        const old = formation.get(plan.name);
        if (old === undefined) start(plan);
        else if (!isSamePlan(old.plan, plan)) replaceWith(old, plan, "restart");
      }
    },
    replace(which, reason) {
      for (const old of [...formation.values()]) if (isChosen(old.dyno, which)) replaceWith(old, old.plan, reason);
      if (which.kind === "all") return;
      for (const { dyno, stop } of oneOffs.values()) if (isChosen(dyno, which)) stop();
    },
    runOnce(plan) {
      const name = freeName(plan.type, (taken) => oneOffs.has(taken) || formation.has(taken));
      const oneOff = startOneOffDyno(roomOf(name, changed), { ...plan, name });
      oneOffs.set(name, oneOff);
      changed();
      leave(oneOff.ended);
      void oneOff.ended.finally(() => {
        oneOffs.delete(name);
        changed();
      });
      return oneOff;
    },
    async end() {
      for (const old of [...formation.values()].reverse()) takeAway(old);
      for (const { stop } of oneOffs.values()) stop();
      await Promise.all(leaving);
    },
  };
}

function freeName(type: string, isTaken: (name: string) => boolean): string {
  const name = `${type}.${1000 + Math.floor(Math.random() * 9000)}`;
  return isTaken(name) ? freeName(type, isTaken) : name;
}

function isChosen({ id, name, type }: Dyno, which: DynoSelector): boolean {
  if (which.kind === "all") return true;
  return which.kind === "type" ? type === which.type : name === which.dyno || id === which.dyno;
}
