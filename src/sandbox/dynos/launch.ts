import type { Readable } from "node:stream";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { type Child, exitStatus, startChild } from "../../process/child.ts";
import { endTree, killTree } from "../../process/end-tree.ts";
import { findBash } from "../../process/find-program.ts";
import { createLineSplitter } from "../../process/line-splitter.ts";
import type { Reaper } from "../../process/reaper.ts";
import { killStrays } from "../../process/strays.ts";
import { longestMessage } from "../logplex/log-block.ts";
import { belongsTo, dynoEnvironment } from "./dyno-environment.ts";
import { type DynoFolder, makeDynoFolder, removeFolder } from "./dyno-folder.ts";
import { type DynoLog, messages } from "./dyno-log.ts";
import type { SlugSource, SlugTrees } from "./slug-trees.ts";
import { startArguments } from "./start-script.ts";

/** What every dyno of a sandbox is launched with. */
export interface LaunchPad {
  readonly trees: SlugTrees;
  readonly reaper: Reaper;
  /** Where the dynos' own folders are made. */
  readonly folder: string;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  readonly environment: NodeJS.ProcessEnv;
}

export interface LaunchPlan {
  readonly id: string;
  readonly name: string;
  readonly command: string;
  /** Null runs the command in an empty folder. */
  readonly slug: SlugSource | null;
  readonly configVars: Readonly<Record<string, string>>;
  readonly port: number | null;
  readonly log: DynoLog;
  /** Gets the output too, as it comes. */
  readonly output?: ((chunk: Buffer) => void) | undefined;
}

/** `exited` when the whole group is gone; `failed` when it never started, with a line for the log that was already written. */
export type LaunchEnd = { readonly kind: "exited"; readonly status: number } | { readonly kind: "failed" };

/** One life of one process. */
export interface Launch {
  /** The process runs: its id and home. Undefined when it never did. */
  readonly started: Promise<{ pid: number; home: string } | undefined>;
  readonly ended: Promise<LaunchEnd>;
  /** SIGTERM, the grace time, SIGKILL. Before the start: no start. */
  stop(): void;
  kill(): void;
}

/** How long what a process leaves behind may take to end when asked, in milliseconds. */
const leftoverGrace = 1000;
/** How long output may take to arrive from a group that is gone. */
const lastOutput = 2000;

export function launch(pad: LaunchPad, plan: LaunchPlan): Launch {
  const { log } = plan;
  const started = Promise.withResolvers<{ pid: number; home: string } | undefined>();
  let child: Child | undefined;
  let ending: Promise<unknown> | undefined;
  let isCancelled = false;
  let isOver = false;

  const live = async (): Promise<LaunchEnd> => {
    let folder: DynoFolder | undefined;
    try {
      const bash = await findBash({ env: pad.environment, platform: process.platform });
      if (bash.kind === "not-found") return fail(messages.cannotLaunch(bash.advice));
      folder = await makeDynoFolder(pad.folder, plan.id);
      if (plan.slug !== null) await pad.trees.copy(plan.slug, folder.app);
      if (isCancelled) return { kind: "failed" };
      return await runIn(folder, bash.path);
    } catch (error) {
      const { name, message } = error as Error;
      return fail(name === "SlugFailure" ? message : messages.cannotLaunch(message));
    } finally {
      started.resolve(undefined);
      if (folder !== undefined) await removeFolder(folder.root);
    }
  };

  const runIn = async (folder: DynoFolder, bash: string): Promise<LaunchEnd> => {
    log.say(messages.starting(plan.command));
    const running = start(bash, folder);
    const printed = Promise.all([running.stdout, running.stderr].map((stream) => follow(stream, plan)));
    if (running.pid !== undefined) started.resolve({ pid: running.pid, home: folder.app });
    const exit = await running.exited;
    // Whatever ends a dyno's process ends the dyno.
    await (ending ?? endTree(running, { grace: leftoverGrace }));
    killStrays(belongsTo(folder.app));
    isOver = true;
    await Promise.race([printed, wait(lastOutput, undefined, { ref: false })]);
    for (const stream of [running.stdout, running.stderr]) stream.destroy();
    await printed;
    const status = exitStatus(exit);
    log.say(messages.exited(status));
    return { kind: "exited", status };
  };

  const start = (bash: string, folder: DynoFolder): Child => {
    const { command, configVars, name, port } = plan;
    const env = dynoEnvironment({ source: pad.environment, configVars, name, port, folder });
    child = startChild({ command: bash, args: startArguments(command), cwd: folder.app, env, reaper: pad.reaper });
    return child;
  };

  const fail = (message: string): LaunchEnd => {
    log.say(message);
    return { kind: "failed" };
  };

  const beforeKill = () => {
    log.say(messages.exitTimeout(pad.grace));
    log.say(messages.killingRest);
  };

  return {
    started: started.promise,
    ended: live(),
    stop() {
      isCancelled = true;
      if (child === undefined || ending !== undefined || isOver) return;
      log.say(messages.terminating);
      ending = endTree(child, { grace: pad.grace, beforeKill });
    },
    kill() {
      isCancelled = true;
      if (child !== undefined && !isOver) ending = killTree(child);
    },
  };
}

/** One chunk of blank lines holds so many that they would hold up everything else. */
const linesPerTurn = 4000;

/**
 * Hands the output on in batches of lines, and lets everyone else have a turn after each. An iterator, because Node
 * resumes a paused stream when the process exits, and lines would overtake each other. Resolves at the end of output.
 */
async function follow(stream: Readable, { log, output }: LaunchPlan): Promise<void> {
  const splitter = createLineSplitter({ limit: longestMessage });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      output?.(chunk);
      await printInTurns(splitter.push(chunk), log);
    }
  } catch {
    // Cut off: what came before still counts.
  }
  log.print(splitter.end());
}

async function printInTurns(lines: readonly Buffer[], log: DynoLog): Promise<void> {
  for (let start = 0; start < lines.length; start += linesPerTurn) {
    log.print(lines.length <= linesPerTurn ? lines : lines.slice(start, start + linesPerTurn));
    await nextTurn();
  }
}
