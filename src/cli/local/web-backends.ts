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
  /** Given when another state takes this one's place. */
  readonly over: AbortController;
}

/** How long, in ms, one looks for the port of a process that a debugger has. */
const longest = 24 * 60 * 60 * 1000;

export function createWebBackends(): WebBackends {
  const webs = new Map<string, Web>();
  const events = new EventEmitter<{ change: [] }>().setMaxListeners(0);

  const set = (status: CopyStatus, backend: Backend | undefined, over = new AbortController()): void => {
    webs.set(status.name, { status, backend, over });
    events.emit("change");
  };

  const changed = (status: CopyStatus): void => {
    webs.get(status.name)?.over.abort();
    const { state, name, port } = status;
    const url = new URL(`http://localhost:${port}`);
    set(status, state.kind === "running" && state.isReady ? { name, url, isHeld: false } : undefined);
    if (state.kind === "borrowed") void lookForBorrowed(status, { name, url, isHeld: true });
  };

  /** Nobody says when the program that another one runs is ready. */
  const lookForBorrowed = async (status: CopyStatus, backend: Backend): Promise<void> => {
    const over = webs.get(status.name)?.over ?? new AbortController();
    const isThere = await waitForPort(status.port, { timeout: longest, isOurs: () => true, signal: over.signal });
    if (isThere && !over.signal.aborted) set(status, backend, over);
  };

  return {
    hear(event) {
      if (event.kind === "changed" && event.status.type === "web") changed(event.status);
      if (event.kind !== "gone" || !webs.has(event.name)) return;
      webs.get(event.name)?.over.abort();
      webs.delete(event.name);
      events.emit("change");
    },
    ready: () => [...webs.values()].flatMap(({ backend }) => backend ?? []),
    whyNone: () => whyNone([...webs.values()].map(({ status }) => status.state.kind)),
    onChange(listener) {
      events.on("change", listener);
      return () => events.off("change", listener);
    },
    close() {
      for (const { over } of webs.values()) over.abort();
    },
  };
}

function whyNone(states: readonly CopyStatus["state"]["kind"][]): ReturnType<Backends["whyNone"]> {
  // One that stops may be on its way to a restart.
  if (states.some((state) => ["waiting", "running", "borrowed", "stopping"].includes(state))) return "starting";
  return states.some((state) => state === "ended" || state === "resting") ? "crashed" : "none";
}
