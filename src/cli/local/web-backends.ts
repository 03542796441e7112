import { EventEmitter } from "node:events";
import { waitForPort } from "../../process/port-watch.ts";
import type { CopyStatus, RunnerEvent } from "../../runner/events.ts";
import type { Backend, Backends } from "../../traffic/router/backends.ts";

/** The web processes of a run, as a router sees them. */
export interface WebBackends extends Backends {
  hear(event: RunnerEvent): void;
  close(): void;
}

interface Web {
  readonly status: CopyStatus;
  readonly backend: Backend | undefined;
  /** It was stopped a moment ago, perhaps to be started again. */
  readonly mayReturn: boolean;
}

/** How long, in ms, one looks for the port of a process that a debugger has. */
const longest = 24 * 60 * 60 * 1000;

/** Milliseconds between the end and the start of a process that is restarted, at most. */
const restartGap = 500;

export function createWebBackends(): WebBackends {
  const webs = new Map<string, Web>();
  /** Ends what looks after the present state of a copy. */
  const lookouts = new Map<string, AbortController>();
  const events = new EventEmitter<{ change: [] }>().setMaxListeners(0);

  const set = (status: CopyStatus, web: Partial<Web> = {}): void => {
    webs.set(status.name, { status, backend: undefined, mayReturn: false, ...web });
    events.emit("change");
  };

  const lookout = (name: string): AbortSignal => {
    lookouts.get(name)?.abort();
    const next = new AbortController();
    lookouts.set(name, next);
    return next.signal;
  };

  const changed = (status: CopyStatus): void => {
    const { state, name, port } = status;
    const signal = lookout(name);
    const backend = { name, url: new URL(`http://localhost:${port}`), isHeld: state.kind === "borrowed" };
    if (state.kind === "stopped" && webs.get(name)?.status.state.kind === "stopping") {
      set(status, { mayReturn: true });
      whenQuiet(signal, () => set(status));
      return;
    }
    set(status, state.kind === "running" && state.isReady ? { backend } : {});
    // Nobody says when the program that another one runs is ready.
    if (state.kind === "borrowed") void whenListening(port, signal, () => set(status, { backend }));
  };

  return {
    hear(event) {
      if (event.kind === "changed" && event.status.type === "web") changed(event.status);
      if (event.kind !== "gone" || !webs.delete(event.name)) return;
      lookouts.get(event.name)?.abort();
      events.emit("change");
    },
    ready: () => [...webs.values()].flatMap(({ backend }) => backend ?? []),
    whyNone: () => whyNone([...webs.values()]),
    onChange(listener) {
      events.on("change", listener);
      return () => events.off("change", listener);
    },
    close() {
      for (const one of lookouts.values()) one.abort();
    },
  };
}

function whyNone(webs: readonly Web[]): ReturnType<Backends["whyNone"]> {
  const states = webs.map(({ status }) => status.state.kind);
  // One that stops may be on its way to a restart.
  if (webs.some(({ mayReturn }) => mayReturn)) return "starting";
  if (states.some((state) => ["waiting", "running", "borrowed", "stopping"].includes(state))) return "starting";
  return states.some((state) => state === "ended" || state === "resting") ? "crashed" : "none";
}

function whenQuiet(signal: AbortSignal, then: () => void): void {
  const timer = setTimeout(then, restartGap);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}

async function whenListening(port: number, signal: AbortSignal, then: () => void): Promise<void> {
  const isThere = await waitForPort(port, { timeout: longest, isOurs: () => true, signal });
  if (isThere && !signal.aborted) then();
}
