import type { Word } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";
import { optionValues } from "./options.ts";

/** A file of the project that a command names. */
export interface NamedFile {
  readonly word: Word;
  /** What an interpreter adds to a name: `node server` runs server.js. */
  readonly endings: readonly string[];
}

const interpreters: readonly {
  readonly program: RegExp;
  readonly endings: readonly string[];
  readonly name: RegExp;
  readonly values: readonly string[];
}[] = [
  {
    program: /^(?:node|nodejs|nodemon|ts-node|ts-node-dev|tsx|babel-node|coffee)$/,
    endings: [
      ".js",
      ".mjs",
      ".cjs",
      ".json",
      ".ts",
      ".coffee",
      "/index.js",
      "/index.mjs",
      "/package.json",
      "/index.ts",
    ],
    name: /[\w)]$/,
    values: [
      "-r",
      "--require",
      "--import",
      "--loader",
      "-P",
      "--project",
      "-C",
      "--conditions",
      "-n",
      "--name",
      "-i",
      "--exec",
      "-x",
      "-w",
      "--watch",
      "-e",
      "--ext",
      "--presets",
      "-O",
    ],
  },
  { program: /^python[\d.]*$/, endings: ["/__main__.py"], name: /\.py$/, values: ["-W", "-X"] },
  { program: /^(?:ruby|jruby)$/, endings: [], name: /\.rb$/, values: ["-I", "-r", "-C"] },
  { program: /^(?:ba|da|z)?sh$/, endings: [], name: /\.sh$|\//, values: ["-o"] },
  { program: /^php$/, endings: [], name: /\.php$|^artisan$|^bin\/console$/, values: ["-d", "-c", "-t", "-S"] },
  { program: /^perl$/, endings: [], name: /\.pl$/, values: ["-I", "-M"] },
  { program: /^deno$/, endings: [], name: /\.[jt]sx?$/, values: [] },
];

/** The script that an interpreter is given, the program called by its path, and configuration files that must exist. */
export function namedFiles(invocation: Invocation): NamedFile[] {
  const script = scriptOf(invocation);
  return [...(script ? [script] : []), ...configurations(invocation)];
}

/** Programs that end when the file named by this option is not there. */
const configurationOptions: Readonly<Record<string, readonly string[]>> = {
  puma: ["-C", "--config"],
  unicorn: ["-c", "--config-file"],
  unicorn_rails: ["-c", "--config-file"],
  gunicorn: ["-c", "--config"],
  sidekiq: ["-C", "--config"],
  "heroku-php-apache2": ["-C"],
  "heroku-php-nginx": ["-C"],
};

/** The first word of these is a file. */
const scriptArguments: Readonly<Record<string, RegExp>> = {
  rackup: /\.ru$/,
  clockwork: /\.rb$/,
  streamlit: /\.py$/,
};

function configurations(invocation: Invocation): NamedFile[] {
  const { program, args } = invocation;
  const options = Object.hasOwn(configurationOptions, program) ? configurationOptions[program] : undefined;
  const pattern = Object.hasOwn(scriptArguments, program) ? scriptArguments[program] : undefined;
  if (!options && !pattern) return [];
  const named = optionValues(invocation, options ?? []).filter(({ word, value }) => word.value === value);
  const words = [...named.map(({ word }) => word), ...args.filter(({ value }) => pattern?.test(value))];
  return words.filter(({ value }) => /\.\w+$/.test(value)).map((word) => ({ word, endings: [] }));
}

function scriptOf(invocation: Invocation): NamedFile | undefined {
  const { program, path, word, args, isModule } = invocation;
  if (isModule) return undefined;
  const interpreter = interpreters.find((one) => one.program.test(program) && !/^\.{1,2}\/|^bin\//.test(path));
  if (interpreter) return interpreted(args, interpreter);
  const isOwn = /^\.{1,2}\/|^[\w-]+\/[\w./-]+$/.test(path) && !path.endsWith("/");
  return isOwn ? { word, endings: [] } : undefined;
}

function interpreted(
  args: readonly Word[],
  { values, name, endings }: (typeof interpreters)[number],
): NamedFile | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (!word) return undefined;
    // A program on the command line, a module, a test run: no file follows.
    if (
      /^(?:-[cempspv]|--eval|--print|--test|--run|--check|-pe|-S.*)$/.test(word.value) &&
      !values.includes(word.value)
    )
      return undefined;
    if (values.includes(word.value)) index += 1;
    else if (!word.value.startsWith("-") && word.value !== "run")
      return name.test(word.value) ? { word, endings } : undefined;
  }
  return undefined;
}
