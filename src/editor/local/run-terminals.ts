import * as vscode from "vscode";
import { type RunEntry, waitForRun } from "../../runner/control/registry.ts";
import type { Disposables } from "../disposables.ts";
import { type Door, openDoor } from "./door.ts";
import type { Launch } from "./launch.ts";
import type { LocalProcfile } from "./local-runs.ts";
import { runnerCall } from "./runner-call.ts";
import { createTerminalLinks } from "./terminal-links.ts";

/** Terminals *Heroku Local*: one for each Procfile that runs, with the output of all its processes. */
export interface RunTerminals {
  /** The run once it can be asked; undefined when it did not come up, which the terminal says. */
  open(launch: Launch): Promise<RunEntry | undefined>;
  /** The terminal of a run. */
  find(run: { readonly runId: string }): vscode.Terminal | undefined;
}

interface RunTerminal {
  readonly runId: string;
  readonly procfile: LocalProcfile;
  readonly terminal: vscode.Terminal;
  readonly door: Door;
  isOver: boolean;
}

export function createRunTerminals(script: string, disposables: Disposables): RunTerminals {
  const open = new Set<RunTerminal>();
  disposables.add({ dispose: () => [...open].map(({ terminal }) => terminal.dispose()) });
  disposables.add(
    vscode.window.onDidCloseTerminal((closed) => {
      const own = [...open].find(({ terminal }) => terminal === closed);
      if (own === undefined) return;
      open.delete(own);
      own.door.dispose();
    }),
  );
  const procfileOf = (terminal: vscode.Terminal) => [...open].find((it) => it.terminal === terminal)?.procfile;
  disposables.add(vscode.window.registerTerminalLinkProvider(createTerminalLinks(procfileOf)));
  return {
    async open(launch) {
      const { runId, request } = launch;
      const { procfile } = request;
      const door = await openDoor(runId);
      // Those of the same Procfile that only show their last words make room.
      for (const it of open) if (it.isOver && it.procfile.file === procfile.file) it.terminal.dispose();
      const terminal = createTerminal(script, launch, door);
      const own: RunTerminal = { runId, procfile, terminal, door, isOver: false };
      open.add(own);
      const ended = new AbortController();
      void door.over.then(() => {
        own.isOver = true;
        ended.abort();
      });
      terminal.show(true);
      return waitForRun(runId, ended.signal);
    },
    find: ({ runId }) => [...open].find((it) => it.runId === runId)?.terminal,
  };
}

function createTerminal(script: string, { request, args, env }: Launch, door: Door): vscode.Terminal {
  const call = runnerCall([script, `--stay=${door.address}`, ...args]);
  return vscode.window.createTerminal({
    name: terminalName(request.procfile),
    cwd: request.procfile.root,
    shellPath: call.path,
    shellArgs: call.args,
    env: { ...call.env, ...env },
    iconPath: new vscode.ThemeIcon("server-process"),
    // After a reload of the window the run is gone.
    isTransient: true,
  });
}

/** Of one Procfile in the root, which most projects have, it says no more than what it is. */
function terminalName({ label }: LocalProcfile): string {
  return label === "Procfile" ? "Heroku Local" : `Heroku Local: ${label}`;
}
