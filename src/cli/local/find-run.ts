import { realpath } from "node:fs/promises";
import path from "node:path";
import { type ControlClient, connectControl } from "../../runner/control/client.ts";
import type { ControlAnswer, ControlEvent, ControlRequest } from "../../runner/control/protocol.ts";
import { listRuns, type RunEntry } from "../../runner/control/registry.ts";
import { nameOf } from "./read-file.ts";
import { readSharedOptions, type SharedValues } from "./shared-options.ts";
import { failure, understood } from "./verb.ts";

/** Options of the verbs that ask a run. */
export const findRunOptions = {
  procfile: { type: "string", short: "f" },
  root: { type: "string", short: "d" },
  run: { type: "string" },
} as const;

export const findRunUsage = `  -f, --procfile FILE  of the run (default: any run of this folder)
  -d, --root DIR       of the run (default: this folder)
  --run ID             the run of that id
`;

export interface FoundRun {
  readonly entry: RunEntry;
  readonly client: ControlClient;
}

/**
 * Asks the one run that is meant, and lets go of it whatever comes: a connection would keep this program running.
 * Throws a `Failure` when there is none, or more than one.
 */
export async function withRun<T>(values: RunValues, ask: (found: FoundRun) => Promise<T>): Promise<T> {
  const found = await findRun(values);
  try {
    return await ask(found);
  } finally {
    found.client.close();
  }
}

type RunValues = SharedValues & { readonly run?: string | undefined };

async function findRun({ run, ...values }: RunValues): Promise<FoundRun> {
  const runs = await listRuns();
  const wanted = run === undefined ? await ofFolder(runs, values) : runs.filter(({ runId }) => runId.startsWith(run));
  const [entry, ...others] = wanted;
  if (!entry) throw failure(noRun(run, values));
  if (others.length > 0)
    throw failure(`Several runs are meant. Choose one with --run:\n${wanted.map(line).join("\n")}`);
  // It may end at this very moment.
  const client = await connectControl(entry.address).catch(() => undefined);
  if (!client) throw failure(noRun(run, values));
  return { entry, client };
}

/** Throws a `Failure` with the run's own words when it refuses. */
export async function askRun({ client }: FoundRun, request: ControlRequest): Promise<Agreed> {
  const answer = await client.ask(request).catch((error: Error) => ({ ok: false, message: error.message }) as const);
  if (!answer.ok) throw failure(answer.message);
  return answer;
}

/** Throws a `Failure` when the run has ended. */
export async function hearRun({ client }: FoundRun, listener: (event: ControlEvent) => void): Promise<void> {
  await client.subscribe(listener).catch((error: Error) => {
    throw failure(error.message);
  });
}

export type Agreed = Extract<ControlAnswer, { ok: true }>;

async function ofFolder(runs: readonly RunEntry[], values: SharedValues): Promise<RunEntry[]> {
  const { procfile, root } = understood(() => readSharedOptions(values));
  const wanted = await real(values.procfile === undefined ? (root ?? path.dirname(procfile)) : procfile);
  const matches = await Promise.all(
    runs.map(async (run) => {
      const own = values.procfile === undefined ? [run.root, path.dirname(run.procfile)] : [run.procfile];
      return (await Promise.all(own.map(real))).includes(wanted);
    }),
  );
  return runs.filter((_run, index) => matches[index]);
}

/** A folder that is reached by a link is the same folder. */
function real(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}

function noRun(run: string | undefined, { procfile, root }: SharedValues): string {
  if (run !== undefined) return `No run ${run} is under way.`;
  const where = procfile === undefined ? (root ?? "this folder") : nameOf(path.resolve(procfile));
  return `No run of ${where} is under way. "start" starts one.`;
}

function line({ runId, procfile, startedAt }: RunEntry): string {
  return `  ${runId}  ${nameOf(procfile)}, since ${new Date(startedAt).toTimeString().slice(0, 8)}`;
}
