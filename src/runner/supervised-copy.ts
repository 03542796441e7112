import type { Exit } from "../process/child.ts";
import type { KernelPipes } from "../process/kernel-pipes.ts";
import { waitForPort } from "../process/port-watch.ts";
import type { Reaper } from "../process/reaper.ts";
import type { Borrower, Loan } from "./control/protocol.ts";
import type { CopyState, CopyStatus, RunnerEvent } from "./events.ts";
import { exitMessage } from "./exit-message.ts";
import { type LiveCopy, startCopy } from "./live-copy.ts";
import { commandOf, type Instance, type Plan, variablesOf } from "./plan.ts";
import { backOff, isRestarted, type RestartPolicies } from "./restart-policy.ts";

/** One copy over all its lives: it waits, runs, rests after an end, is stopped and started again. */
export interface SupervisedCopy {
  readonly name: string;
  readonly type: string;
  readonly number: number;
  status(): CopyStatus;
  isReady(): boolean;
  /** It runs, or will without anybody's doing. */
  isAlive(): boolean;
  /** Its policy has it started again after this end. */
  willRestart(exit: Exit): boolean;
  start(): void;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Starts it when what it waited for is ready now. */
  reconsider(): void;
  /** Stops it and leaves it to another program. Undefined when another has it, or asked for something else meanwhile. */
  borrow(by: Borrower): Promise<Loan | undefined>;
  /** False when it is not borrowed. */
  giveBack(): boolean;
  /** False when it does not run. */
  input(text: string | Uint8Array): boolean;
}

export interface SupervisedCopyOptions {
  readonly instance: Instance;
  readonly plan: Plan;
  readonly root: string;
  readonly grace: number;
  readonly restart: RestartPolicies;
  readonly waitFor: ReadonlyMap<string, readonly string[]>;
  readonly platform: NodeJS.Platform;
  readonly reaper: Reaper;
  readonly pipes: KernelPipes;
  readonly runVariables: Readonly<Record<string, string>>;
  readonly loanVariables: Readonly<Record<string, string>>;
  readonly isOurs: (environment: string) => boolean;
  /** All copies of a type are ready. */
  readonly isReady: (type: string) => boolean;
  readonly say: (name: string, message: string) => void;
  readonly onEvent: (event: RunnerEvent) => void;
  readonly ready: (name: string) => Promise<void> | undefined;
  readonly onChange: () => void;
  /** Nobody has asked for the end of all. */
  readonly mayStart: () => boolean;
  /** It ended by itself. */
  readonly onEnd: (exit: Exit) => void;
}

/** A process that ran so long, in ms, was not quick to end. */
const longLife = 10_000;

export function createSupervisedCopy(options: SupervisedCopyOptions): SupervisedCopy {
  const { name, type, port, copy } = options.instance;
  const life: Life = {
    options,
    state: { kind: "stopped" },
    live: undefined,
    timer: undefined,
    quickEnds: 0,
    asked: 0,
    holds: 0,
    loan: undefined,
  };
  return {
    name,
    type,
    number: copy,
    status: () => ({ name, type, port, state: life.state }),
    isReady: () => (life.state.kind === "running" ? life.state.isReady : life.loan?.isReady === true),
    isAlive: () => life.live !== undefined || life.holds > 0 || unstarted.has(life.state.kind),
    willRestart: (exit) => isRestarted(options.restart, type, exit),
    start: () => (life.state.kind === "stopping" ? void restart(life) : start(life)),
    stop: () => stop(life, (running) => running.stop()),
    kill: () => stop(life, (running) => running.kill()),
    restart: () => restart(life),
    reconsider() {
      if (life.state.kind === "waiting" && missing(life).length === 0) launch(life);
    },
    borrow: (by) => borrow(life, by),
    giveBack: () => giveBack(life),
    input(text) {
      life.live?.input(text);
      return life.live !== undefined;
    },
  };
}

/** States of a copy that does not run and yet is not over. */
const unstarted: ReadonlySet<CopyState["kind"]> = new Set(["waiting", "resting", "borrowed"]);

interface Life {
  readonly options: SupervisedCopyOptions;
  state: CopyState;
  live: LiveCopy | undefined;
  /** For the next start after a rest. */
  timer: NodeJS.Timeout | undefined;
  /** Ends within ten seconds of their starts, one after the other. */
  quickEnds: number;
  /** How often something was asked for: what comes after a stop is not done when something else was asked meanwhile. */
  asked: number;
  /** What comes after a stop and has not come yet: until then the copy is not over. */
  holds: number;
  loan: RunningLoan | undefined;
}

interface RunningLoan {
  isReady: boolean;
  /** For somebody who listens on its port. */
  readonly looking: AbortController;
}

function become(life: Life, state: CopyState): void {
  life.state = state;
  life.options.onChange();
}

function start(life: Life): void {
  const { say, instance } = life.options;
  if (life.live !== undefined || life.loan !== undefined || !life.options.mayStart()) return;
  clearTimeout(life.timer);
  const others = missing(life);
  if (others.length === 0) {
    launch(life);
  } else if (life.state.kind !== "waiting") {
    say(instance.name, `waits until ${others.join(", ")} is ready`);
    become(life, { kind: "waiting", forTypes: others });
  }
}

/** What is borrowed is left alone. */
async function restart(life: Life): Promise<void> {
  if (life.loan !== undefined) return;
  if (await isHalted(life)) start(life);
  else life.options.onChange();
}

async function borrow(life: Life, by: Borrower): Promise<Loan | undefined> {
  if (life.loan !== undefined || !life.options.mayStart()) return undefined;
  if (await isHalted(life)) return lend(life, by);
  life.options.onChange();
  return undefined;
}

/** Stops it for what comes then. False when that is not to come any more. */
async function isHalted(life: Life): Promise<boolean> {
  const asked = ++life.asked;
  life.holds++;
  await halt(life, (running) => running.stop());
  life.holds--;
  return life.asked === asked && life.options.mayStart();
}

async function stop(life: Life, end: (running: LiveCopy) => Promise<void>): Promise<void> {
  life.asked++;
  await halt(life, end);
}

async function lend(life: Life, by: Borrower): Promise<Loan> {
  const { instance, plan, root, say } = life.options;
  const { name, type, port } = instance;
  life.loan = { isReady: type !== "web", looking: new AbortController() };
  say(name, by === "debugger" ? "runs in a debugger" : "runs in a terminal of its own");
  become(life, { kind: "borrowed", by, since: new Date() });
  if (type === "web") void lookForBorrower(life, life.loan);
  const command = commandOf(plan, instance);
  const env = { ...variablesOf(plan, instance), ...life.options.loanVariables };
  const { debuggerOf } = await import("./debugger-of.ts");
  return { name, command, cwd: root, env, port, debugger: debuggerOf(command, env) };
}

/** Who runs it now may be no child of ours: whoever listens on its port is taken for it. */
async function lookForBorrower({ options }: Life, loan: RunningLoan): Promise<void> {
  const watch = { timeout: Number.POSITIVE_INFINITY, isOurs: () => true, signal: loan.looking.signal };
  loan.isReady = await waitForPort(options.instance.port, watch);
  if (loan.isReady) options.onChange();
}

function giveBack(life: Life): boolean {
  if (life.loan === undefined) return false;
  takeBack(life);
  if (life.options.mayStart()) start(life);
  else become(life, { kind: "stopped" });
  return true;
}

function takeBack(life: Life): void {
  life.loan?.looking.abort();
  life.loan = undefined;
}

/** Types it waits for. */
function missing({ options }: Life): string[] {
  return (options.waitFor.get(options.instance.type) ?? []).filter((other) => !options.isReady(other));
}

function launch(life: Life): void {
  const { instance, say } = life.options;
  const since = new Date();
  const live = begin(life);
  life.live = live;
  if (live.pid !== undefined) {
    say(instance.name, `started with pid ${live.pid}`);
    become(life, { kind: "running", pid: live.pid, since, isReady: instance.type !== "web" });
    if (instance.type === "web") void lookForReadiness(life, live, { pid: live.pid, since });
  }
  void live.ended.then((exit) => settle(life, exit, since));
}

function begin({ options }: Life): LiveCopy {
  const { plan, instance, runVariables } = options;
  return startCopy({
    command: commandOf(plan, instance),
    cwd: options.root,
    env: { ...variablesOf(plan, instance), ...runVariables },
    platform: options.platform,
    reaper: options.reaper,
    pipes: options.pipes,
    grace: options.grace,
    onKill: () => options.say(instance.name, `still runs ${options.grace / 1000} s after SIGTERM, killing it`),
    onStuck: () =>
      options.say(
        options.instance.name,
        "could not be ended: a process of it belongs to another user, or hangs. It runs on",
      ),
    onBytes(bytes) {
      options.onEvent({ kind: "lines", name: instance.name, bytes });
      return options.ready(instance.name);
    },
  });
}

/** Only `web` has a port to look at; the others are ready when they run. */
async function lookForReadiness(life: Life, live: LiveCopy, started: { pid: number; since: Date }): Promise<void> {
  const { instance, isOurs, say } = life.options;
  const looking = new AbortController();
  void live.ended.then(() => looking.abort());
  const accepts = await live.acceptsOn(instance.port, isOurs, looking.signal);
  if (!accepts || life.live !== live || life.state.kind !== "running") return;
  say(instance.name, `ready on http://localhost:${instance.port}`);
  become(life, { kind: "running", ...started, isReady: true });
}

function settle(life: Life, exit: Exit, since: Date): void {
  const { options } = life;
  const wasAsked = life.state.kind === "stopping";
  life.live = undefined;
  options.onEvent({ kind: "ended", name: options.instance.name });
  if (wasAsked) {
    options.say(options.instance.name, exitMessage(exit));
    become(life, { kind: "stopped" });
    return;
  }
  life.quickEnds = Date.now() - since.getTime() < longLife ? life.quickEnds + 1 : 1;
  if (isRestarted(options.restart, options.instance.type, exit)) rest(life, exit);
  else life.state = { kind: "ended", exit };
  options.onEnd(exit);
  options.onChange();
}

function rest(life: Life, exit: Exit): void {
  const pause = backOff(life.quickEnds);
  life.timer = setTimeout(() => launch(life), pause);
  life.state = { kind: "resting", until: new Date(Date.now() + pause), exit };
}

async function halt(life: Life, end: (running: LiveCopy) => Promise<void>): Promise<void> {
  clearTimeout(life.timer);
  takeBack(life);
  const running = life.live;
  if (running === undefined) {
    if (unstarted.has(life.state.kind)) become(life, { kind: "stopped" });
    return;
  }
  if (life.state.kind !== "stopping") become(life, { kind: "stopping" });
  await end(running);
  await running.ended;
}
