import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import type { ContextKeyWriter } from "../context-keys.ts";
import { createDisposables, type Disposable } from "../disposables.ts";
import type { AppTarget, Services, Session, SessionState } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { type AppLog, createAppLog } from "./app-log.ts";
import { filterOfRow, type LogFilter, nameOfFiltered } from "./log-filter.ts";
import { pickFilter } from "./pick-filter.ts";
import { createStreamingItem } from "./streaming-item.ts";

export interface Logs extends Disposable {
  /** Shows the log of an app, a process type or a dyno, and streams on until it is stopped. */
  view(target: unknown): Promise<void>;
  /** Ends the stream of a row's app, of the app of that name, of the only one, or of the one the person picks. */
  stop(target: unknown): Promise<void>;
}

export function createLogs(services: Services, contextKeys: ContextKeyWriter): Logs {
  const store = createDisposables();
  const logs = new Map<string, AppLog>();
  const item = store.add(createStreamingItem());
  const streaming = () => [...logs.values()].filter(({ stream }) => stream !== undefined);
  const changed = (): void => {
    item.show(streaming().map(({ app }) => app.name));
    contextKeys.set("herokuWorkbench.logs", streaming().length > 0 ? "streaming" : "none");
  };
  const logOf = (app: App): AppLog => {
    const log = logs.get(app.id) ?? store.add(createAppLog(services, app, changed));
    logs.set(app.id, log);
    return log;
  };
  store.add(services.sessions.onDidChange((state) => stopOthers(streaming(), state, services.sessions.all)));

  return {
    async view(target) {
      const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("View logs") });
      if (chosen === undefined) return;
      const filter = await filterOf(target, chosen);
      if (filter !== undefined) logOf(chosen.app).open(chosen.session, filter);
    },
    async stop(target) {
      (await chooseStreaming(streaming(), target))?.stop(vscode.l10n.t("stopped"));
    },
    dispose: () => store.dispose(),
  };
}

/** A row says what to show; an app that was named by another command shows everything. */
async function filterOf(target: unknown, { app, session }: AppTarget): Promise<LogFilter | undefined> {
  const node = asTreeNode(target);
  if (node !== undefined) return filterOfRow(node);
  return target === undefined ? pickFilter(session, app) : {};
}

async function chooseStreaming(streaming: readonly AppLog[], target: unknown): Promise<AppLog | undefined> {
  const wanted = typeof target === "string" ? target : asTreeNode(target)?.appId;
  if (wanted !== undefined) return streaming.find(({ app }) => app.id === wanted || app.name === wanted);
  if (streaming.length <= 1) return streaming[0];
  const items = streaming.map((log) => ({
    label: log.app.name,
    description: nameOfFiltered(log.app.name, log.stream?.filter ?? {}),
    log,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Stop logs") }))?.log;
}

/** Ends what belongs to an account that is not signed in any more. */
function stopOthers(streaming: readonly AppLog[], state: SessionState, signedIn: readonly Session[]): void {
  if (state.kind === "loading") return;
  for (const { stream, stop } of streaming) {
    const isSignedIn = signedIn.some(({ key, token }) => key === stream?.session.key && token === stream.session.token);
    if (stream && !isSignedIn) stop(vscode.l10n.t("stopped: signed out"));
  }
}
