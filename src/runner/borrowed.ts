import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { type Exit, toExit } from "../process/child.ts";
import { sortFamilies } from "../process/usage/family.ts";
import { readProcessTable } from "../process/usage/process-table.ts";
import { endLoan } from "./control/loans.ts";
import type { Loan } from "./control/protocol.ts";
import { foregroundCall } from "./shell.ts";

export interface BorrowedRun {
  readonly exit: Exit;
  /** Somebody wanted the end: the person at the keyboard, a signal, or the one who gave `signal`. */
  readonly wasAsked: boolean;
}

/** Milliseconds between SIGTERM and SIGKILL. */
const grace = 5000;

/**
 * Runs a borrowed copy with this program's own terminal, so that a debugger or a REPL works; the terminal's Ctrl-C is
 * the process's own. Ctrl-], unless the process reads its keys itself, a signal to this program, or `signal` ends it
 * with all that it started. The loan is marked: see loans.ts.
 */
export async function runBorrowed(loan: Loan, signal: AbortSignal): Promise<BorrowedRun> {
  const restoreKeys = setEndKey();
  const { promise: asked, resolve: ask } = Promise.withResolvers<"asked">();
  // Before the start: Ctrl-C may come as soon as the process runs.
  const stopListening = listenTo(signal, () => ask("asked"));
  try {
    const child = start(loan);
    const exit = ended(child);
    const first = await Promise.race([exit, asked]);
    if (first === "asked") await endFamily(child, exit);
    // A program that started this one, such as npm, was stopped by the key as well.
    if (first === "asked") send(0, "SIGCONT");
    return { exit: await exit, wasAsked: first === "asked" };
  } catch (error) {
    return { exit: { kind: "failed", error: error as NodeJS.ErrnoException }, wasAsked: false };
  } finally {
    stopListening();
    endLoan(loan);
    restoreKeys();
  }
}

/** Throws for what no system takes, such as U+0000 in a variable. */
function start({ command, cwd, env }: Loan): ChildProcess {
  const call = foregroundCall([command], process.platform, env);
  return spawn(call.command, call.args, {
    cwd,
    env: { ...env, ...terminalVariables() },
    stdio: "inherit",
    windowsVerbatimArguments: call.verbatim,
  });
}

/** The run may have been started without a terminal, or in another one. */
function terminalVariables(): Record<string, string> {
  const names = ["TERM", "COLORTERM", "TERM_PROGRAM", "LINES", "COLUMNS"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function ended(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ kind: "failed", error }));
    child.once("exit", (code, signal) => resolve(toExit(code, signal)));
  });
}

function listenTo(signal: AbortSignal, ask: () => void): () => void {
  const signals = ["SIGTERM", "SIGHUP", ...(process.platform === "win32" ? [] : ["SIGTSTP"])] as NodeJS.Signals[];
  // The process got it too, and knows what to do.
  const ignore = (): void => {};
  for (const one of signals) process.on(one, ask);
  process.on("SIGINT", ignore);
  signal.addEventListener("abort", ask);
  if (signal.aborted) ask();
  return () => {
    for (const one of signals) process.off(one, ask);
    process.off("SIGINT", ignore);
    signal.removeEventListener("abort", ask);
  };
}

/** It shares our group, for the terminal's sake, so it is ended process by process. */
async function endFamily(child: ChildProcess, exit: Promise<Exit>): Promise<void> {
  if (child.pid === undefined) return;
  const signalAll = async (...signals: NodeJS.Signals[]): Promise<void> => {
    const family = sortFamilies(await readProcessTable()).of(child.pid ?? 0);
    const pids = family.length === 0 ? [child.pid ?? 0] : family.map(({ pid }) => pid);
    for (const pid of pids) for (const signal of signals) send(pid, signal);
  };
  // One that the keyboard has stopped would hold the signal back.
  await signalAll("SIGTERM", "SIGCONT");
  const timer = setTimeout(() => void signalAll("SIGKILL"), grace);
  await exit;
  clearTimeout(timer);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** Makes Ctrl-] the key that stops the terminal's programs, which this one takes for the end. The answer takes it back. */
function setEndKey(): () => void {
  if (process.platform === "win32" || !process.stdin.isTTY) return () => {};
  const stty = (...args: string[]): string =>
    execFileSync("stty", args, { stdio: ["inherit", "pipe", "ignore"], encoding: "utf8" }).trim();
  try {
    const before = stty("-g");
    stty("susp", "^]");
    return () => void stty(before);
  } catch {
    return () => {};
  }
}
