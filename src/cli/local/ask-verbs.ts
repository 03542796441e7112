import { parseArgs } from "node:util";
import type { ControlRequest } from "../../runner/control/protocol.ts";
import { askRun, type FoundRun, findRunOptions, findRunUsage, withRun } from "./find-run.ts";
import { statusTable } from "./status-table.ts";
import type { Console, Verb } from "./verb.ts";

/** Restarts processes of a run and leaves the others alone. */
export const restart: Verb = {
  usage: `Usage: node dist/local.js restart NAME… [options]

Stops and starts the processes of the run of this folder that are named: a
type, which is all its copies, or a copy, web.2. The others go on.

${findRunUsage}`,
  read: (args) => asking(args, "restart needs the name of a process.", (name) => ({ do: "restart", name })),
};

/** Starts processes of a run that do not run. */
export const startProcess: Verb = {
  usage: `Usage: node dist/local.js up NAME… [options]

Starts processes of the run of this folder that have ended or were stopped.

${findRunUsage}`,
  read: (args) => asking(args, "up needs the name of a process.", (name) => ({ do: "start", name })),
};

/** Starts and stops copies of a type until there are so many. */
export const scale: Verb = {
  usage: `Usage: node dist/local.js scale NAME=COPIES… [options]

Starts or stops copies in the run of this folder: scale web=2 worker=0.

${findRunUsage}`,
  read: (args) => asking(args, "scale needs a type and a number, such as web=2.", scaling),
};

/** Ends a run, or processes of it. */
export const stop: Verb = {
  usage: `Usage: node dist/local.js stop [NAME…] [options]

Stops the run of this folder, or only the processes that are named, and ends
when they have ended.

${findRunUsage}`,
  read(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: findRunOptions, allowPositionals: true });
    if (positionals.length > 0) return asking(args, "", (name) => ({ do: "stop-process", name }));
    return () =>
      withRun(values, async (found) => {
        await askRun(found, { do: "stop" });
        await found.client.closed;
        return 0;
      });
  },
};

/** Throws when nothing is named, or when what is named is no request. */
function asking(args: readonly string[], missing: string, request: (name: string) => ControlRequest) {
  const { values, positionals } = parseArgs({ args: [...args], options: findRunOptions, allowPositionals: true });
  if (positionals.length === 0) throw new Error(missing);
  const requests = positionals.map(request);
  return (console: Console): Promise<number> => withRun(values, (found) => askAll(found, requests, console));
}

function scaling(text: string): ControlRequest {
  const [, name, copies] = /^([\w-]+)=(\d{1,4})$/.exec(text) ?? [];
  if (name === undefined) throw new Error(`scale takes web=2, not ${text}.`);
  return { do: "scale", name, copies: Number(copies) };
}

async function askAll(found: FoundRun, requests: readonly ControlRequest[], console: Console): Promise<number> {
  for (const request of requests) await askRun(found, request);
  const { processes } = await askRun(found, { do: "status" });
  const names = new Set(requests.map((request) => ("name" in request ? request.name : "")));
  const asked = processes.filter(({ name, type }) => names.has(name) || names.has(type));
  if (asked.length > 0) console.out(statusTable(asked, [], new Date()));
  return 0;
}
