import { askRun } from "./ask-run.ts";
import type { FollowedRuns } from "./follow-runs.ts";
import type { Formations } from "./formations.ts";
import type { Launcher } from "./launch.ts";
import type { LocalRun, StartRequest } from "./local-runs.ts";

export interface StartRunOptions extends Pick<FollowedRuns, "adopt"> {
  readonly formations: Formations;
  readonly launcher: () => Promise<Launcher>;
  /** The run there is. */
  readonly run: LocalRun | undefined;
}

/** Starts a run, or what is wanted and does not run yet of the one there is: that one keeps its variables. */
export async function startRun(
  request: StartRequest,
  { formations, launcher, run, adopt }: StartRunOptions,
): Promise<LocalRun | undefined> {
  const formation = request.formation ?? formations.of(request.procfile);
  if (run) {
    await startWanted(run, formation ?? onceEach(request, formations));
    return run;
  }
  const entry = await (await launcher()).launch({ ...request, formation });
  return entry && adopt(entry, request.procfile.file);
}

function onceEach({ procfile }: StartRequest, formations: Formations): ReadonlyMap<string, number> {
  return new Map(procfile.processes.map(({ type }) => [type, formations.copies(procfile.file, type)]));
}

/** Nothing that runs is touched: only copies that are missing, or ended, are started. */
async function startWanted(run: LocalRun, formation: ReadonlyMap<string, number>): Promise<void> {
  for (const [type, copies] of formation) {
    const there = [...run.copies.values()].filter((copy) => copy.type === type).length;
    if (copies > there) await askRun(run, { do: "scale", name: type, copies });
    if (copies > 0 && there > 0) await askRun(run, { do: "start", name: type });
  }
}
