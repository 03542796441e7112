import type * as vscode from "vscode";
import type { ControlClient } from "../../runner/control/client.ts";
import type { TrafficStatus } from "../../runner/control/protocol.ts";
import type { RunEntry } from "../../runner/control/registry.ts";
import type { CopyStatus } from "../../runner/events.ts";

/** A Procfile of an open folder, which can be run here. */
export interface LocalProcfile {
  /** Absolute path. */
  readonly file: string;
  /** Where its commands run: its folder. */
  readonly root: string;
  /** How people tell it from others: `Procfile`, `api/Procfile`, `shop · Procfile.dev`. */
  readonly label: string;
  readonly processes: readonly LocalProcess[];
}

export interface LocalProcess {
  readonly type: string;
  readonly command: string;
  /** Line in the file, from 0. */
  readonly line: number;
}

/** A run of a Procfile, whoever started it: the view, a task, a person in a terminal. */
export interface LocalRun {
  readonly entry: RunEntry;
  readonly client: ControlClient;
  /** By name of the copy, `web.1`. */
  readonly copies: ReadonlyMap<string, CopyStatus>;
  readonly traffic: TrafficStatus | undefined;
  /** Command by type, as the Procfile had them when the run was first seen here. */
  readonly commands: ReadonlyMap<string, string>;
}

export interface StartRequest {
  readonly procfile: LocalProcfile;
  /**
   * Copies by type; a type that it does not name is not started. Undefined starts the formation that was remembered, or
   * each type once.
   */
  readonly formation?: ReadonlyMap<string, number> | undefined;
  /** Config vars of an app, for this run only: kept in memory, handed over a private socket. */
  readonly configVars?: Readonly<Record<string, string>> | undefined;
  /** A run that was stopped for this one, which gets its config vars, and its router where `router` says nothing. */
  readonly replaces?: LocalRun | undefined;
  /** With the local router before the web processes; undefined follows the setting. */
  readonly router?: boolean | undefined;
}

/** What runs locally; `extension.ts` makes it once. It looks for nothing before someone asks. */
export interface LocalRuns {
  /** Of all open folders, sorted; searched at the first call, then kept up to date. */
  procfiles(): Promise<readonly LocalProcfile[]>;
  /** Runs of these Procfiles. */
  readonly all: readonly LocalRun[];
  runOf(file: string): LocalRun | undefined;
  /** A Procfile, a run or a state is different. */
  readonly onDidChange: vscode.Event<void>;
  /** Asks the registry once, so that `all` is known. */
  ready(): Promise<void>;
  /**
   * Starts a run in its terminal, or the wanted types of the run there is. Resolves when the runner can be asked;
   * undefined when it did not come up, which the terminal says.
   */
  start(request: StartRequest): Promise<LocalRun | undefined>;
}
