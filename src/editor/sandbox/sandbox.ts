import path from "node:path";
import * as vscode from "vscode";
import type { Exit } from "../../process/child.ts";
import { withoutChoice } from "../account/choice.ts";
import type { AccountSessions } from "../account/sessions.ts";
import type { ContextKeyWriter } from "../context-keys.ts";
import { during } from "../explanation.ts";
import { commands, views } from "../identifiers.ts";
import type { Launched, LaunchOptions } from "./launch.ts";
import { findRunningSandbox, type RunningSandbox, readReadyFile } from "./running-sandbox.ts";
import { createWindows } from "./windows.ts";

export interface Sandbox {
  /** This window has started it, or is about to. */
  readonly isOwn: boolean;
  /** The sandbox that runs now, started by this window or another. */
  find(): Promise<RunningSandbox | undefined>;
  /** Starts it if need be, and signs in to it. */
  start(sessions: AccountSessions): Promise<void>;
  /** Signs out of it, keeps the other accounts, and stops it for all windows. */
  stop(sessions: AccountSessions): Promise<void>;
  /** For a window that closes: stops the sandbox unless another window uses it. */
  leave(): Promise<void>;
}

export interface SandboxOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly contextKeys: ContextKeyWriter;
}

/** Milliseconds: dynos have 30 s to end after SIGTERM, as on the platform. */
const stopGrace = 40_000;

/** The local Heroku as a program beside the editor, one for all windows. */
export function createSandbox({ context, log, contextKeys }: SandboxOptions): Sandbox {
  const dataFolder = path.join(context.globalStorageUri.fsPath, "sandbox");
  const windows = createWindows(path.join(context.globalStorageUri.fsPath, "sandbox-windows"));
  let starting: Promise<Launched> | undefined;
  let launched: Launched | undefined;
  let isStopping = false;

  const idleWord = () => (starting === undefined ? "stopped" : "starting");
  const find = async (): Promise<RunningSandbox | undefined> => {
    const running = await findRunningSandbox(dataFolder);
    contextKeys.set("herokuWorkbench.sandbox", running ? "running" : idleWord());
    if (running) windows.enter();
    return running;
  };
  const start = async (sessions: AccountSessions): Promise<void> => {
    isStopping = false;
    if (!(await find())) {
      const onEnd = (exit: Exit) => void (isStopping || reportCrash(exit, sessions, log));
      starting ??= launch({ context, log, dataFolder, grace: stopGrace, onEnd });
      contextKeys.set("herokuWorkbench.sandbox", "starting");
      launched = await starting.finally(() => {
        starting = undefined;
      });
    }
    await sessions.store.update((stored) => ({ ...stored, sandbox: true, chosen: "sandbox" }));
    await sessions.reload();
  };
  const stop = async (sessions: AccountSessions): Promise<void> => {
    isStopping = true;
    const running = await find();
    await sessions.store.update((stored) => (stored.sandbox ? withoutChoice(stored, "sandbox") : stored));
    await sessions.reload();
    windows.leave();
    if (running) await end(running.pid);
  };

  return {
    get isOwn() {
      return starting !== undefined || launched !== undefined;
    },
    find,
    start: (sessions) =>
      inView(vscode.l10n.t("Starting the local sandbox…"), async () => {
        await during(vscode.l10n.t("The local sandbox could not be started"), () => start(sessions));
      }).finally(() => void find()),
    async stop(sessions) {
      await inView(vscode.l10n.t("Stopping the local sandbox…"), () => stop(sessions));
      await find();
    },
    async leave() {
      isStopping = true;
      const running = await readReadyFile(dataFolder);
      const isLast = windows.leave();
      if (!isLast) launched?.letGo();
      if (!isLast || !running) return;
      // It ends its dynos and then itself; a closing window cannot wait for that.
      if (process.platform === "win32") await end(running.pid);
      else process.kill(running.pid, "SIGTERM");
    },
  };
}

async function launch(options: LaunchOptions): Promise<Launched> {
  return (await import("./launch.ts")).launchSandbox(options);
}

async function end(pid: number): Promise<void> {
  const { endTree } = await import("../../process/end-tree.ts");
  await endTree({ pid, exited: new Promise(() => {}), reaper: undefined }, { grace: stopGrace });
}

async function inView<T>(title: string, work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: views.apps }, title }, work);
}

async function reportCrash(exit: Exit, sessions: AccountSessions, log: vscode.LogOutputChannel): Promise<void> {
  const { exitWords } = await import("./sandbox-program.ts");
  const text = vscode.l10n.t(
    "The local sandbox ended unexpectedly ({0}). Its apps and settings are kept.",
    exitWords(exit),
  );
  log.error(text);
  await sessions.reload();
  const restart = vscode.l10n.t("Restart");
  const showLog = vscode.l10n.t("Show Log");
  const chosen = await vscode.window.showErrorMessage(text, restart, showLog);
  if (chosen === restart) await vscode.commands.executeCommand(commands.startSandbox);
  if (chosen === showLog) await vscode.commands.executeCommand(commands.showLog);
}
