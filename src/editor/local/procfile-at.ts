import { readFile } from "node:fs/promises";
import path from "node:path";
import type { LocalProcfile, LocalRuns } from "./local-runs.ts";
import { readProcesses } from "./read-procfile.ts";

/** Also of a Procfile that the view does not show, as it is called otherwise or lies in no open folder. Rejects without it. */
export async function procfileAt(runs: Pick<LocalRuns, "procfiles">, file: string): Promise<LocalProcfile> {
  const known = (await runs.procfiles()).find((it) => it.file === file);
  const processes = known?.processes ?? readProcesses(await readFile(file, "utf8"));
  return known ?? { file, root: path.dirname(file), label: path.basename(file), processes };
}
