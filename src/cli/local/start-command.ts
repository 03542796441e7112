import { nameOf, readIfThere } from "./read-file.ts";
import type { StartOptions } from "./start-options.ts";
import type { Console } from "./verb.ts";

/** As with heroku local: where there is no Procfile the command of `--start-cmd` runs by itself. Undefined where it does not. */
export async function runStartCommand(options: StartOptions, console: Console): Promise<number | undefined> {
  const { startCommand, procfile } = options;
  if (startCommand === undefined) return undefined;
  if ((await readIfThere(procfile)) === undefined) {
    const { runWords } = await import("./run.ts");
    return runWords({ ...options, from: options.configVarsFrom }, [startCommand], console);
  }
  console.error(`--start-cmd is ignored: ${nameOf(procfile)} is there.\n`);
  return undefined;
}
