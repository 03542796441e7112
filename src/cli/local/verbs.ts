import type { Verb } from "./verb.ts";

export interface VerbEntry {
  /** One line for the list of verbs: what it does, in the imperative. */
  readonly summary: string;
  /** A process starts sooner without the verbs that it is not asked for. */
  load(): Promise<Verb>;
}

/** Everything that the program can do, in the order of its help. */
export const verbs: ReadonlyMap<string, VerbEntry> = new Map<string, VerbEntry>([
  ["start", { summary: "Run the processes of a Procfile", load: async () => (await import("./start.ts")).start }],
  [
    "run",
    {
      summary: "Run one command with the variables of the .env files",
      load: async () => (await import("./run.ts")).run,
    },
  ],
  [
    "attach",
    {
      summary: "Bring one process of a run into this terminal",
      load: async () => (await import("./attach.ts")).attach,
    },
  ],
  [
    "status",
    {
      summary: "Say how the processes of a run are",
      load: async () => (await import("./status.ts")).status,
    },
  ],
  ["restart", { summary: "Restart processes of a run", load: async () => (await import("./ask-verbs.ts")).restart }],
  [
    "up",
    {
      summary: "Start processes of a run that do not run",
      load: async () => (await import("./ask-verbs.ts")).startProcess,
    },
  ],
  ["stop", { summary: "Stop a run, or processes of it", load: async () => (await import("./ask-verbs.ts")).stop }],
  [
    "scale",
    {
      summary: "Change how many copies a run has",
      load: async () => (await import("./ask-verbs.ts")).scale,
    },
  ],
  [
    "route",
    {
      summary: "Stand before servers as Heroku's router does",
      load: async () => (await import("./route.ts")).route,
    },
  ],
  [
    "replay",
    {
      summary: "Send recorded requests again and compare the answers",
      load: async () => (await import("./replay.ts")).replay,
    },
  ],
  [
    "check",
    {
      summary: "Say what is wrong with a Procfile, and for whom",
      load: async () => (await import("./check.ts")).check,
    },
  ],
  [
    "env",
    {
      summary: "Print the variables that the .env files define together",
      load: async () => (await import("./env.ts")).env,
    },
  ],
  [
    "export",
    {
      summary: "Write the Procfile as units of systemd, launchd or supervisord",
      load: async () => (await import("./export.ts")).exportVerb,
    },
  ],
]);
