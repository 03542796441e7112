import os from "node:os";
import type { RunnerEvent } from "../../../src/runner/events.ts";
import { oneOfEach, parseFormation } from "../../../src/runner/formation.ts";
import { createPrefixer } from "../../../src/runner/prefixer.ts";
import { neverRestart } from "../../../src/runner/restart-policy.ts";
import { createRunner, type Runner, type RunnerOptions } from "../../../src/runner/runner.ts";
import { watchProcesses } from "./nothing-left.ts";

export interface Run {
  /** Its `ended` rejects when a process is left. */
  readonly runner: Runner;
  /** `web.1 | text`, the runner's own words as `web.1 * text`. */
  readonly lines: string[];
  /** Copies that were scaled away. */
  readonly gone: string[];
  /** Resolves when a line matches, or at once when one has. */
  line(pattern: RegExp): Promise<string>;
}

/** Starts real processes; `commands` by process type. */
export function startRun(
  commands: Readonly<Record<string, string>>,
  options: Partial<Omit<RunnerOptions, "plan" | "onEvent">> & { formation?: string; basePort?: number } = {},
): Run {
  const watched = watchProcesses();
  const lines: string[] = [];
  const gone: string[] = [];
  const waiters = new Set<() => void>();
  const add = (text: string): void => {
    lines.push(...text.split("\n").slice(0, -1));
    for (const waiter of waiters) waiter();
  };
  const listen = createListener(add);
  const reading = options.formation === undefined ? undefined : parseFormation(options.formation);
  const runner = createRunner({
    root: os.tmpdir(),
    grace: 2000,
    keepGoing: false,
    restart: neverRestart,
    waitFor: new Map(),
    platform: process.platform,
    ready: () => undefined,
    runId: crypto.randomUUID(),
    ...options,
    plan: {
      dialect: "workbench",
      types: Object.entries(commands).map(([name, command]) => ({ name, command })),
      formation: reading?.kind === "formation" ? reading.formation : oneOfEach,
      basePort: options.basePort ?? 5000,
      env: { PATH: process.env["PATH"] ?? "", ...watched.variables },
      fileKeys: [],
    },
    onEvent(event) {
      if (event.kind === "gone") gone.push(event.name);
      if (event.kind === "changed" && event.status.state.kind === "running") watched.add(event.status.state.pid);
      listen(event);
    },
  });
  const ended = runner.ended.then((status) => {
    watched.assertNothingLeft();
    return status;
  });
  return {
    runner: { ...runner, ended },
    lines,
    gone,
    line: (pattern) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined) return;
          waiters.delete(look);
          resolve(found);
        };
        waiters.add(look);
        look();
      }),
  };
}

function createListener(add: (text: string) => void): (event: RunnerEvent) => void {
  const prefixers = new Map<string, ReturnType<typeof createPrefixer>>();
  return (event) => {
    if (event.kind === "changed" || event.kind === "control" || event.kind === "gone") return;
    const { name } = event;
    const prefixer = prefixers.get(name) ?? createPrefixer();
    prefixers.set(name, prefixer);
    const prefix = Buffer.from(`${name} | `);
    if (event.kind === "said") add(`${name} * ${event.message}\n`);
    else
      add(Buffer.from(event.kind === "lines" ? prefixer.push(event.bytes, prefix) : prefixer.end(prefix)).toString());
  };
}
