import type { Word } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";
import { nearest } from "./nearest.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting } from "./process-command.ts";
import { mayExist, startFolders } from "./project-files.ts";

const code = "missing-file";

/** A script that the project lacks. */
export const checkMissingFile: CommandCheck = ({ invocations }, setting) => {
  if (!setting.facts.complete) return [];
  return invocations.flatMap((invocation) => {
    const script = scriptOf(invocation);
    if (!script || script.word.dynamic || !/^["']?[\w.@/+-]+["']?$/.test(script.word.raw)) return [];
    return missing(script, startFolders(setting, invocation.folder), setting);
  });
};

interface Script {
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

function scriptOf(invocation: Invocation): Script | undefined {
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
): Script | undefined {
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

function missing({ word, endings }: Script, folders: readonly string[], setting: Setting): CommandProblem[] {
  const path = word.value.replace(/\/$/, "");
  if (path === "." || path === ".." || mayExist(path, endings, folders, setting)) return [];
  const like = suggestions(path, setting.facts.files);
  if (/^(?:\.\/)?bin\/[^/.]+$/.test(path) && (comesFromElsewhere(path, setting) || like.length === 0)) return [];
  const title = (file: string) => ({
    title: `Use ${file}`,
    safe: false,
    edits: [{ start: word.start, end: word.end, text: file }],
  });
  const hint = like[0] === undefined ? "" : ` Is it ${like[0]}?`;
  const message = `The project has no ${path}, and no build is known to make it: the process ends at once.${hint}`;
  return [problemAt(word, { code, severity: "warning", message, fixes: like.map(title) })];
}

/** `bin/x` is what Go and its kin compile to, and where buildpacks put their programs. */
function comesFromElsewhere(path: string, { facts }: Setting): boolean {
  const compiled = [
    "go.mod",
    "Cargo.toml",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "build.sbt",
    "project.clj",
    "Package.swift",
    "mix.exs",
    "Makefile",
  ];
  return /bin\/start-/.test(path) || compiled.some((file) => facts.files.has(file));
}

/** Files of a like name in the same folder, and files of the same name in others. */
function suggestions(path: string, files: ReadonlySet<string>): string[] {
  const plain = path.replace(/^\.\//, "");
  const prefix = path.startsWith("./") ? "./" : "";
  const slash = plain.lastIndexOf("/");
  const folder = plain.slice(0, slash + 1);
  const base = plain.slice(slash + 1);
  const beside: string[] = [];
  const elsewhere: string[] = [];
  for (const file of files) {
    if (file.startsWith(folder) && !file.slice(folder.length).includes("/")) beside.push(file.slice(folder.length));
    else if (file.endsWith(`/${base}`) || file === base) elsewhere.push(file);
  }
  const like = nearest(base, beside).map((name) => folder + name);
  const namesakes = elsewhere.sort((a, b) => a.length - b.length);
  return [...namesakes, ...like].slice(0, 3).map((file) => prefix + file);
}
