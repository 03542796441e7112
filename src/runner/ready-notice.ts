import type { CopyState, RunnerEvent } from "./events.ts";

/** Says once that all copies that were started first are ready, for whoever waits for that line of the output. */
export function createReadyNotice(names: readonly string[], say: (message: string) => void) {
  const states = new Map<string, CopyState>();
  let isSaid = false;
  return (event: RunnerEvent): void => {
    if (isSaid || event.kind !== "changed") return;
    states.set(event.status.name, event.status.state);
    const first = names.map((name) => states.get(name));
    if (!first.every(isSettled) || !first.some((state) => state?.kind === "running")) return;
    isSaid = true;
    say("all processes are ready");
  };
}

/** Nothing more is to be expected of it: one that has done its work is as good as ready. */
function isSettled(state: CopyState | undefined): boolean {
  if (state?.kind === "running") return state.isReady;
  return state?.kind === "ended" || state?.kind === "stopped" || state?.kind === "borrowed";
}
