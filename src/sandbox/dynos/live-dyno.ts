import { setTimeout as wait } from "node:timers/promises";
import { ownsPort } from "../../process/port-owner.ts";
import { waitForPort } from "../../process/port-watch.ts";
import type { Dyno, DynoState, Settings, World } from "../parts.ts";
import { createCrashLadder } from "./crash-ladder.ts";
import { belongsTo } from "./dyno-environment.ts";
import { type DynoLog, messages } from "./dyno-log.ts";
import type { FreePorts } from "./free-ports.ts";
import { type Launch, type LaunchPad, launch } from "./launch.ts";
import type { SlugSource } from "./slug-trees.ts";

export interface DynoPlan {
  readonly appId: string;
  readonly name: string;
  readonly type: string;
  readonly command: string;
  readonly size: string;
  readonly releaseId: string;
  readonly releaseVersion: number;
  readonly slug: SlugSource | null;
  readonly configVars: Readonly<Record<string, string>>;
}

export interface DynoRoom {
  readonly world: World;
  readonly settings: Settings;
  readonly pad: LaunchPad;
  readonly ports: FreePorts;
  readonly log: DynoLog;
  readonly changed: () => void;
}

/** A dyno that the formation asks for: it is started again whenever it ends, until it is retired. */
export interface LiveDyno {
  readonly plan: DynoPlan;
  readonly dyno: Dyno;
  /** SIGTERM is sent before this returns; resolves when nothing of it is left. */
  retire(): Promise<void>;
}

export function startLiveDyno(room: DynoRoom, plan: DynoPlan): LiveDyno {
  const { world, settings, pad, ports, log, changed } = room;
  const ladder = createCrashLadder(settings.crashBackoff);
  const retired = new AbortController();
  let current: Launch | undefined;
  let dyno = newDyno(plan, world);

  const set = (change: Partial<Dyno>): void => {
    dyno = { ...dyno, ...change };
    changed();
  };

  const become = (state: DynoState): void => {
    if (retired.signal.aborted) return;
    log.say(messages.changed(dyno.state, state));
    set({ state, updatedAt: now(world) });
  };

  const live = async (): Promise<void> => {
    while (!retired.signal.aborted) {
      const upFor = await runOnce();
      become("crashed");
      await wait(ladder.next(upFor), undefined, { signal: retired.signal }).catch(() => undefined);
      if (retired.signal.aborted) return;
      log.say(messages.changed("crashed", "starting"));
      // Another process, port and connections: another dyno to the router.
      set(newDyno(plan, world));
    }
  };

  /** Resolves when the process has ended: with the milliseconds for which it had been up. */
  const runOnce = async (): Promise<number> => {
    const port = plan.type === "web" ? await takePort() : null;
    if (port !== undefined && !retired.signal.aborted) await runOn(port);
    if (port) ports.giveBack(port);
    return dyno.state === "up" ? world.now().getTime() - Date.parse(dyno.updatedAt) : 0;
  };

  const runOn = async (port: number | null): Promise<void> => {
    set({ port });
    const over = new AbortController();
    current = launch(pad, { ...plan, id: dyno.id, port, log });
    void comeUp(current, port, over.signal);
    await current.ended;
    over.abort();
  };

  const takePort = (): Promise<number | undefined> =>
    ports.take().catch((error: Error) => {
      log.say(messages.cannotLaunch(error.message));
      return undefined;
    });

  const comeUp = async (starting: Launch, port: number | null, over: AbortSignal): Promise<void> => {
    const process = await starting.started;
    if (process === undefined) return;
    const isUp =
      port === null ||
      (await waitForPort(port, {
        timeout: settings.bootTimeout,
        signal: over,
        isOurs: () => ownsPort(port, process.pid, belongsTo(process.home)),
      }));
    if (over.aborted || retired.signal.aborted) return;
    if (isUp) return become("up");
    log.say(messages.bootTimeout(settings.bootTimeout));
    log.say(messages.killing);
    starting.kill();
  };

  const life = live();
  return {
    plan,
    get dyno() {
      return dyno;
    },
    retire() {
      retired.abort();
      current?.stop();
      return life;
    },
  };
}

/** A record of a dyno that is about to start. */
export function newDyno(plan: Omit<DynoPlan, "slug" | "configVars">, world: World): Dyno {
  const { appId, name, type, command, size, releaseId, releaseVersion } = plan;
  const createdAt = now(world);
  const described = { appId, name, type, command, size, releaseId, releaseVersion };
  return { ...described, id: world.uuid(), state: "starting", port: null, createdAt, updatedAt: createdAt };
}

/** As the platform prints times: to the second. */
export function now(world: World): string {
  return `${world.now().toISOString().slice(0, 19)}Z`;
}
