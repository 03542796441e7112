import { parseArgs } from "node:util";
import { forOthers } from "../../runner/control/audience.ts";
import { askRun, findRunOptions, findRunUsage, withRun } from "./find-run.ts";
import { statusTable } from "./status-table.ts";
import type { Verb } from "./verb.ts";

/** Says how the processes of a run are. */
export const status: Verb = {
  usage: `Usage: node dist/local.js status [options]

Prints the processes of the run of this folder: state, port, pid, time since
the start, percent of one core and memory of all that a process started. The
exit status is 1 when there is no run.

${findRunUsage}  --json               print one object
`,
  read(args) {
    const options = { ...findRunOptions, json: { type: "boolean" } } as const;
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
    return async (console) => {
      const { entry, answer } = await withRun(values, async (found) => {
        return { entry: found.entry, answer: await askRun(found, { do: "usage" }) };
      });
      const { processes, usage = [], traffic, shown } = answer;
      const whole = { ...entry, processes: processes.map(forOthers), usage, traffic, shown };
      console.out(values.json ? `${JSON.stringify(whole)}\n` : statusTable(processes, usage, new Date()));
      return 0;
    };
  },
};
