import * as vscode from "vscode";
import { isPlatformError } from "../../heroku/errors.ts";
import { streamLogs } from "../../heroku/log-stream.ts";
import type { App } from "../../heroku/resources/types.ts";
import type { Disposable } from "../disposables.ts";
import { during, explainInLine, isCancelling } from "../explanation.ts";
import { showError } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { follow } from "./follow.ts";
import { createLineView, type LineView } from "./line-view.ts";
import { isSameFilter, type LogFilter, nameOfFiltered } from "./log-filter.ts";

/** The log of one app in its own output channel, which outlives its streams. */
export interface AppLog extends Disposable {
  readonly app: App;
  /** What is streaming now. */
  readonly stream: LogStream | undefined;
  /** Brings the channel into view and streams what the filter lets through, unless just that is streaming. */
  open(session: Session, filter: LogFilter): void;
  /** Ends the stream and says why. */
  stop(why: string): void;
}

export interface LogStream {
  readonly session: Session;
  readonly filter: LogFilter;
}

type Running = LogStream & { readonly abort: AbortController };

/** As many as the platform keeps. */
const historyLines = 1500;

/** `changed` is told when a stream begins or ends. */
export function createAppLog(services: Services, app: App, changed: () => void): AppLog {
  const channel = vscode.window.createOutputChannel(vscode.l10n.t("Heroku: {0}", app.name), "heroku-log");
  const view = createLineView(channel);
  let running: Running | undefined;

  const end = (why?: string): void => {
    running?.abort.abort();
    running = undefined;
    if (why !== undefined) view.notice(why);
    changed();
  };
  const start = (stream: Running): void => {
    running = stream;
    changed();
    void read(services, app, { stream, view }).then((why) => {
      if (running === stream) end(why);
    });
  };

  return {
    app,
    get stream() {
      return running;
    },
    open(session, filter) {
      channel.show(true);
      if (running?.session === session && isSameFilter(running.filter, filter)) return;
      if (running === undefined) view.clear();
      end(vscode.l10n.t("log of {0}", nameOfFiltered(app.name, filter)));
      start({ session, filter, abort: new AbortController() });
    },
    stop: end,
    dispose() {
      end();
      view.end();
      channel.dispose();
    },
  };
}

/** Reads until the end; resolves with what to say about it. */
async function read(
  services: Services,
  app: App,
  { stream, view }: { stream: Running; view: LineView },
): Promise<string> {
  const { session, filter, abort } = stream;
  const { signal } = abort;
  const shown = untilAborted(view, signal);
  try {
    await during(vscode.l10n.t("The log of {0} could not be read", app.name), () =>
      follow({
        view: shown,
        open: (onState) =>
          streamLogs(session.client, app.id, { ...filter, lines: historyLines, tail: true, signal, onState }),
      }),
    );
    return vscode.l10n.t("end of the log");
  } catch (error) {
    if (signal.aborted || isCancelling(error)) return vscode.l10n.t("stopped");
    if (shown.hasLines && isPlatformError(causeOf(error), "not_found")) return vscode.l10n.t("the app is gone");
    showError(services, error);
    return explainInLine(error);
  }
}

/** What a stream still delivers after its end is not shown among the lines of the next. */
function untilAborted(view: LineView, signal: AbortSignal) {
  let hasLines = false;
  return {
    get hasLines() {
      return hasLines;
    },
    push(lines: readonly string[]): void {
      hasLines = true;
      if (!signal.aborted) view.push(lines);
    },
    notice(text: string): void {
      if (!signal.aborted) view.notice(text);
    },
  };
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
