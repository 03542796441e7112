import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough, type Writable } from "node:stream";
import { createAudience } from "../../../../src/runner/control/audience.ts";
import { type ControlClient, connectControl } from "../../../../src/runner/control/client.ts";
import { type ControlOptions, openControl } from "../../../../src/runner/control/control.ts";
import type { RunsFolder } from "../../../../src/runner/control/runs-folder.ts";
import { dropGone } from "../../../../src/runner/control/screen.ts";
import { createDisplay } from "../../../../src/runner/display.ts";
import type { RunnerEvent } from "../../../../src/runner/events.ts";
import { oneOfEach, parseFormation } from "../../../../src/runner/formation.ts";
import { createMergedOutput } from "../../../../src/runner/merged-output.ts";
import { createOutput } from "../../../../src/runner/output.ts";
import { createOutputMemory } from "../../../../src/runner/output-memory.ts";
import { neverRestart } from "../../../../src/runner/restart-policy.ts";
import { createRunner, type Runner, type RunnerOptions } from "../../../../src/runner/runner.ts";

/** A run of real processes whose control socket lies in a folder of its own. */
export interface AskedRun {
  readonly runner: Runner;
  readonly at: RunsFolder;
  readonly address: string;
  /** A new connection, which `end` closes. */
  connect(): Promise<ControlClient>;
  end(): Promise<number>;
}

/** A folder that is private, for `at` of the registry. */
export async function temporaryRunsFolder(): Promise<RunsFolder> {
  // Not below the usual folder: a socket's path is short.
  return { folder: await mkdtemp(path.join(os.tmpdir(), "runs-")), platform: process.platform };
}

export async function startAskedRun(
  commands: Readonly<Record<string, string>>,
  {
    formation,
    traffic,
    to,
    ...options
  }: Partial<RunnerOptions> & {
    formation?: string;
    traffic?: ControlOptions["traffic"];
    /** The terminal of the merged output. */
    to?: Writable;
  } = {},
): Promise<AskedRun> {
  const reading = formation === undefined ? undefined : parseFormation(formation);
  const at = await temporaryRunsFolder();
  const now = (): Date => new Date(2026, 0, 2, 9, 27, 10);
  const memory = createOutputMemory(now);
  const audience = createAudience(memory);
  const screen = createMergedOutput(
    createDisplay({ color: false, timestamp: true, now }),
    createOutput(to ?? new PassThrough().resume()),
    memory,
  );
  const runId = crypto.randomUUID();
  const runner = createRunner({
    root: os.tmpdir(),
    grace: 2000,
    keepGoing: true,
    restart: neverRestart,
    waitFor: new Map(),
    platform: process.platform,
    ready: audience.ready,
    runId,
    onEvent(event: RunnerEvent) {
      memory.keep(event);
      screen.write(event);
      audience.hear(event);
      dropGone(event, screen, audience);
    },
    ...options,
    plan: {
      dialect: "workbench",
      types: Object.entries(commands).map(([name, command]) => ({ name, command })),
      formation: reading?.kind === "formation" ? reading.formation : oneOfEach,
      basePort: 5900,
      env: { PATH: process.env["PATH"] ?? "" },
      fileKeys: [],
    },
  });
  const control = await openControl({ runner, audience, runId, at, traffic, screen: to && screen });
  const clients: ControlClient[] = [];
  return {
    runner,
    at,
    address: control.address,
    async connect() {
      const client = await connectControl(control.address);
      clients.push(client);
      return client;
    },
    async end() {
      runner.stop("SIGTERM");
      const status = await runner.ended;
      await control.close(status);
      await Promise.all(clients.map(({ closed }) => closed));
      await rm(at.folder, { recursive: true });
      return status;
    },
  };
}
