import { parseArgs } from "node:util";
import { quoteValue } from "../../dotenv/quote.ts";
import { readEnvFiles } from "./read-env-files.ts";
import { readSharedOptions, type SharedOptions, sharedOptions, sharedUsage } from "./shared-options.ts";
import type { Console, Verb } from "./verb.ts";

/** Prints what the `.env` files define together. */
export const env: Verb = {
  usage: `Usage: node dist/local.js env [options]

Prints KEY=value lines that every reader of .env files reads alike where there
is such a spelling; with --json one object.

${sharedUsage}`,
  read(args) {
    const { values } = parseArgs({ args: [...args], options: sharedOptions, allowPositionals: false });
    const options = readSharedOptions(values);
    return (console) => printEnv(options, console);
  },
};

async function printEnv(options: SharedOptions, console: Console): Promise<number> {
  const values = await readEnvFiles(options, console);
  if (options.json) console.out(`${JSON.stringify(Object.fromEntries(values))}\n`);
  else for (const [key, value] of values) console.out(`${key}=${quoteValue(value).text}\n`);
  return 0;
}
