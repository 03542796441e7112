import * as vscode from "vscode";
import { type ControlClient, connectControl } from "../../runner/control/client.ts";
import type { RunEntry } from "../../runner/control/registry.ts";
import type { CopyStatus } from "../../runner/events.ts";
import type { Disposables } from "../disposables.ts";
import type { LocalProcfile } from "./local-runs.ts";
import { runnerCall } from "./runner-call.ts";

/** A terminal for each copy of a run that has none of its own. */
export interface ProcessTerminals {
  /** Opens a terminal for every copy that starts, until the run ends; closes those of copies that are scaled away. */
  follow(entry: RunEntry, procfile: LocalProcfile): Promise<void>;
  /** The copy's terminal, opened again if the person closed it, that of a type's first copy, or the run's first. */
  find(run: { readonly runId: string }, name?: string): vscode.Terminal | undefined;
}

interface Followed {
  readonly entry: RunEntry;
  /** By name of the copy. */
  readonly terminals: Map<string, vscode.Terminal>;
  isOver: boolean;
}

export function createProcessTerminals(script: string, disposables: Disposables): ProcessTerminals {
  const followed = new Set<Followed>();
  const close = (run: Followed): void => {
    followed.delete(run);
    for (const terminal of run.terminals.values()) terminal.dispose();
  };
  disposables.add({ dispose: () => [...followed].map(close) });
  disposables.add(vscode.window.onDidCloseTerminal((closed) => forget(followed, closed)));

  const look = (run: Followed, { name, state }: CopyStatus): void => {
    if (state.kind !== "running" || run.terminals.has(name)) return;
    const terminal = createTerminal(script, run.entry, name);
    // The first one comes forward, the others wait to be chosen.
    if (run.terminals.size === 0) terminal.show(true);
    run.terminals.set(name, terminal);
  };

  return {
    async follow(entry, { file }) {
      for (const run of followed) if (run.isOver && run.entry.procfile === file) close(run);
      const run: Followed = { entry, terminals: new Map(), isOver: false };
      followed.add(run);
      const client = await connectControl(entry.address);
      disposables.add({ dispose: client.close });
      const known = await client.subscribe((event) => {
        if (event.event === "changed") look(run, event.status);
        if (event.event === "gone") run.terminals.get(event.name)?.dispose();
      });
      for (const status of known) look(run, status);
      void endOf(client).then(() => {
        run.isOver = true;
      });
    },
    find({ runId }, name) {
      const run = [...followed].find(({ entry }) => entry.runId === runId);
      if (run === undefined || name === undefined) return [...(run?.terminals.values() ?? [])][0];
      const copy = /\.\d+$/.test(name) ? name : `${name}.1`;
      const found = run.terminals.get(copy);
      if (found || run.isOver) return found;
      const terminal = createTerminal(script, run.entry, copy);
      run.terminals.set(copy, terminal);
      return terminal;
    },
  };
}

async function endOf(client: ControlClient): Promise<void> {
  await client.closed;
  client.close();
}

function forget(followed: ReadonlySet<Followed>, closed: vscode.Terminal): void {
  for (const { terminals } of followed) {
    for (const [name, terminal] of terminals) if (terminal === closed) terminals.delete(name);
  }
}

function createTerminal(script: string, { runId, root }: RunEntry, name: string): vscode.Terminal {
  const call = runnerCall([script, "--stay", "attach", name, "--live", "--run", runId]);
  return vscode.window.createTerminal({
    name,
    cwd: root,
    shellPath: call.path,
    shellArgs: call.args,
    env: call.env,
    iconPath: new vscode.ThemeIcon("server-process"),
    isTransient: true,
  });
}
