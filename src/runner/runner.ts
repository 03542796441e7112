import { setTimeout as wait } from "node:timers/promises";
import { type Exit, exitStatus } from "../process/child.ts";
import { createKernelPipes, type KernelPipes } from "../process/kernel-pipes.ts";
import { createReaper } from "../process/reaper.ts";
import { killStrays } from "../process/strays.ts";
import { loanVariables } from "./control/loans.ts";
import type { Borrower, Loan } from "./control/protocol.ts";
import type { CopyStatus, RunnerEvent } from "./events.ts";
import { exitMessage } from "./exit-message.ts";
import { type Instance, instanceOf, mostCopies, type Plan, type ProcessType, planInstances } from "./plan.ts";
import type { RestartPolicies } from "./restart-policy.ts";
import { createSupervisedCopy, type SupervisedCopy } from "./supervised-copy.ts";

export interface RunnerOptions {
  readonly plan: Plan;
  /** Folder in which the commands run. */
  readonly root: string;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  /** The others go on when a process ends. */
  readonly keepGoing: boolean;
  readonly restart: RestartPolicies;
  /** By process type, the types that must be ready before it starts. */
  readonly waitFor: ReadonlyMap<string, readonly string[]>;
  readonly platform: NodeJS.Platform;
  readonly onEvent: (event: RunnerEvent) => void;
  /** Asked after output of a copy: a promise holds its further output back until it resolves. */
  readonly ready: (name: string) => Promise<void> | undefined;
  /** A copy, `web.1`, that is not started: who asked for the run takes it by `borrow` at once. */
  readonly heldBack?: string | undefined;
  /** Names this run in the environment of everything it starts, so that what escapes its group is found. */
  readonly runId: string;
  /** Two for each copy; the end of the run closes what is left. Made by the runner where they are not given. */
  readonly pipes?: KernelPipes;
}

/** Processes of a Procfile under way. */
export interface Runner {
  /** Exit status of the first process that ended, 128+n after `stop` with a signal. Then nothing of the run is left. */
  readonly ended: Promise<number>;
  status(): readonly CopyStatus[];
  /** SIGTERM to all, SIGKILL when the grace time is over; asked a second time, SIGKILL at once. */
  stop(signal: StopSignal): void;
  /** Of `web`, all its copies, or `web.2`. False when there is no such process; so with the next two. */
  start(name: string): boolean;
  stopProcess(name: string): Promise<boolean>;
  restart(name: string): Promise<boolean>;
  /**
   * Starts or stops copies until there are so many; those that stop are gone then. False when there is no such process
   * type or no port for them, or when there would be too many processes.
   */
  scale(type: string, copies: number): Promise<boolean>;
  /**
   * Stops one copy (of `web`, the first) and says how it is started, so that another program can run it. It is ready
   * when its port takes connections. When somebody stops it here meanwhile, the loan is over: the borrower sees the
   * state change and ends its program. Undefined when there is no such process or another program has it.
   */
  borrow(name: string, by: Borrower): Promise<Loan | undefined>;
  /** The borrowed copy, or all of a type, start again. False when nothing of that name is borrowed. */
  giveBack(name: string): boolean;
  /** Exactly these bytes for the standard input of a copy, or of all of a type: a line brings its own newline. */
  input(name: string, text: string | Uint8Array): boolean;
}

export type StopSignal = keyof typeof signalStatus;

const signalStatus = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 } as const;

/** Variable by which everything of a run is known. */
const runVariable = "HEROKU_WORKBENCH_RUN";

/** What all copies share. */
interface Run {
  readonly options: RunnerOptions;
  readonly copies: SupervisedCopy[];
  /** By type, how many copies were asked for while it runs. */
  readonly scaled: Map<string, number>;
  /** How often someone, or the end of a process, has asked for the end of all. */
  stops: number;
  status: number | undefined;
  isOver: boolean;
  readonly isOurs: (environment: string) => boolean;
  readonly add: (instance: Instance) => SupervisedCopy;
}

/** Starts what the plan says. Throws when the plan cannot be carried out; `planInstances` says so before. */
export function createRunner(options: RunnerOptions): Runner {
  const planned = planInstances(options.plan);
  if (planned.kind === "impossible") throw new Error(planned.message);
  const { promise: ended, resolve } = Promise.withResolvers<number>();
  const run = createRun(options, { copies: planned.instances.length, finish: resolve });
  for (const instance of planned.instances) run.add(instance);
  for (const copy of [...run.copies]) if (copy.name !== options.heldBack) copy.start();
  return {
    ended,
    status: () => run.copies.map((copy) => copy.status()),
    stop: (signal) => stopBy(run, signal),
    start: (name) => each(run, name, (copy) => copy.start()),
    stopProcess: async (name) => eachAsync(run, name, (copy) => copy.stop()),
    restart: async (name) => eachAsync(run, name, (copy) => copy.restart()),
    scale: (type, wanted) => scale(run, type, wanted),
    borrow: async (name, by) => copyToLend(run, name)?.borrow(by),
    giveBack: (name) => matching(run, name).filter((copy) => copy.giveBack()).length > 0,
    input: (name, text) => matching(run, name).filter((copy) => copy.input(text)).length > 0,
  };
}

function createRun(
  options: RunnerOptions,
  { copies, finish }: { copies: number; finish: (status: number) => void },
): Run {
  const marker = `\0${runVariable}=${options.runId}\0`;
  const reaper = createReaper({
    grace: options.grace,
    marker: String.raw`HEROKU_WORKBENCH_[A-Z]*=${options.runId}\(\..*\)\{0,1\}`,
  });
  const { pipes = createKernelPipes({ advance: 0 }) } = options;
  pipes.expect(2 * copies);
  const run: Run = {
    options,
    copies: [],
    scaled: new Map(),
    stops: 0,
    status: undefined,
    isOver: false,
    isOurs: (environment) => environment.includes(marker),
    add(instance) {
      const copy = createSupervisedCopy({
        ...options,
        instance,
        reaper,
        pipes,
        runVariables: { [runVariable]: options.runId },
        loanVariables: loanVariables(options.runId),
        isOurs: run.isOurs,
        isReady: (other) => matching(run, other).every((one) => one.isReady()),
        say: (name, message) => options.onEvent({ kind: "said", name, message }),
        onEnd: (exit) => endOf(run, copy, exit),
        onChange: () => changed(copy),
        mayStart: () => run.stops === 0 && !run.isOver,
      });
      run.copies.push(copy);
      return copy;
    },
  };
  const changed = (copy: SupervisedCopy): void => {
    options.onEvent({ kind: "changed", status: copy.status() });
    if (run.stops === 0) for (const other of run.copies) other.reconsider();
    if (run.isOver || run.copies.some((one) => one.isAlive())) return;
    run.isOver = true;
    void endStrays(run.isOurs).then(() => {
      reaper.close();
      pipes.close();
      finish(run.status ?? 0);
    });
  };
  return run;
}

/** Kills what left its group, and waits until it is gone. */
async function endStrays(isOurs: (environment: string) => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && killStrays(isOurs) > 0; tries++) await wait(10);
}

function endOf(run: Run, copy: SupervisedCopy, exit: Exit): void {
  const { onEvent, keepGoing } = run.options;
  onEvent({ kind: "said", name: copy.name, message: exitMessage(exit) });
  run.status ??= exitStatus(exit);
  if (run.stops > 0 || keepGoing || copy.willRestart(exit)) return;
  if (run.copies.some((other) => other !== copy && other.isAlive())) {
    onEvent({ kind: "said", name: "system", message: "stopping the other processes" });
  }
  stopAll(run);
}

function stopBy(run: Run, signal: StopSignal): void {
  const message = run.stops > 0 ? `${signal} received again, killing all processes` : `${signal} received, stopping`;
  run.options.onEvent({ kind: "said", name: "system", message });
  run.status ??= signalStatus[signal];
  if (run.stops === 0) stopAll(run);
  else for (const copy of run.copies) void copy.kill();
}

function stopAll(run: Run): void {
  run.stops++;
  for (const copy of run.copies) void copy.stop();
}

const highestPort = 65_535;

async function scale(run: Run, type: string, wanted: number): Promise<boolean> {
  const { plan } = run.options;
  const processType = typeOf(plan, type);
  if (run.stops > 0 || !processType || !mayScale(run, processType, wanted)) return false;
  run.scaled.set(type, wanted);
  for (let number = 1; number <= wanted; number++) {
    const there = run.copies.find((copy) => copy.name === `${type}.${number}`);
    (there ?? run.add(instanceOf(plan, processType, number))).start();
  }
  await Promise.all(matching(run, type).map((copy) => (copy.number > wanted ? sendAway(run, copy) : undefined)));
  return true;
}

function mayScale({ copies, options: { plan } }: Run, type: ProcessType, wanted: number): boolean {
  const others = copies.filter((copy) => copy.type !== type.name).length;
  if (others + wanted > mostCopies) return false;
  return instanceOf(plan, type, Math.max(1, wanted)).port <= highestPort;
}

function typeOf({ types }: Plan, type: string): ProcessType | undefined {
  return types.find(({ name }) => name === type);
}

async function sendAway(run: Run, copy: SupervisedCopy): Promise<void> {
  await copy.stop();
  const at = run.copies.indexOf(copy);
  // It may be wanted again by now.
  if (at === -1 || copy.number <= (run.scaled.get(copy.type) ?? 0) || run.isOver) return;
  run.copies.splice(at, 1);
  run.options.onEvent({ kind: "gone", name: copy.name });
}

/** A type that has no copy gets its first one for it. */
function copyToLend(run: Run, name: string): SupervisedCopy | undefined {
  const [there] = matching(run, name);
  const type = typeOf(run.options.plan, name);
  if (there || !type || !mayScale(run, type, 1)) return there;
  return run.add(instanceOf(run.options.plan, type, 1));
}

function matching({ copies }: Run, name: string): SupervisedCopy[] {
  return copies.filter((copy) => copy.name === name || copy.type === name);
}

function each(run: Run, name: string, act: (copy: SupervisedCopy) => void): boolean {
  const found = matching(run, name);
  for (const copy of found) act(copy);
  return found.length > 0;
}

async function eachAsync(run: Run, name: string, act: (copy: SupervisedCopy) => Promise<void>): Promise<boolean> {
  const found = matching(run, name);
  await Promise.all(found.map(act));
  return found.length > 0;
}
