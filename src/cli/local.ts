import { type Console, isFailure, type Work } from "./local/verb.ts";
import { verbs } from "./local/verbs.ts";

// A reader such as `head` may close our output.
process.stdout.on("error", () => {});
process.exitCode = await main(process.argv.slice(2));

/** Resolves with the exit status: the verb's, 1 when it failed, 2 when the command line was not understood. */
async function main([word, ...args]: readonly string[]): Promise<number> {
  if (!("withResolvers" in Promise))
    return failed(`This needs Node 22 or newer and runs on Node ${process.versions.node}.`);
  if (word?.startsWith("--stay")) {
    const { stayAfter } = await import("./stay.ts");
    return stayAfter(word.slice("--stay=".length) || undefined, () => main(args));
  }
  if (word === "--version") return print(`${await version()}\n`);
  if (word === undefined) return misused(usage());
  if (word === "--help" || word === "-h" || word === "help") return print(usage());
  if (word.startsWith("-")) return main(await verbFirst([word, ...args]));
  if (!isSomewhere()) return failed("The folder that this runs in does not exist any more.");
  const verb = await verbs.get(word)?.load();
  if (!verb) return misused(`There is no ${word}. The verbs are ${[...verbs.keys()].join(", ")}.\n`);
  if (asksForHelp(args)) return print(verb.usage);
  let work: Work;
  try {
    work = verb.read(args);
  } catch (error) {
    return misused(`${(error as Error).message}\n\n${verb.usage}`);
  }
  return run(work);
}

/** Options that every verb knows may come before it too. Without a verb nothing remains. */
async function verbFirst(args: readonly string[]): Promise<readonly string[]> {
  const { withVerbFirst } = await import("./local/verb-first.ts");
  return withVerbFirst(args);
}

async function run(work: Work): Promise<number> {
  try {
    return await work(terminal());
  } catch (error) {
    if (!isFailure(error)) throw error;
    return failed(error.message, error.status);
  }
}

function isSomewhere(): boolean {
  try {
    return process.cwd() !== "";
  } catch {
    return false;
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === "--help" || arg === "-h");
}

function terminal(): Console {
  return {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    color: process.stdout.isTTY && process.stdout.hasColors(),
  };
}

/** Loaded only here: the manifest is longer than the rest of this program's start. */
async function version(): Promise<string> {
  const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
  return manifest.version;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function failed(message: string, status = 1): number {
  process.stderr.write(`${message}\n`);
  return status;
}

function misused(text: string): number {
  process.stderr.write(text);
  return 2;
}

function usage(): string {
  const width = Math.max(...[...verbs.keys()].map((name) => name.length));
  const list = [...verbs].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`).join("");
  return `Usage: node dist/local.js VERB [options]

${list}
  --help     print this, or with a verb its options
  --version  print the version
`;
}
