import type { ShellText } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";
import {
  type CommandCheck,
  type CommandFix,
  type CommandProblem,
  type ProcessCommand,
  problemAt,
  type Setting,
  scriptOf,
} from "./process-command.ts";
import { scriptCall } from "./script-calls.ts";

/** What belongs into the build or the release phase, and what the release phase cannot keep. */
export const checkEveryStart: CommandCheck = (process, setting) => {
  const { name, invocations } = process;
  if (setting.forDevelopment) return [];
  if (name === "release") return onceEach(invocations.flatMap((one) => lost(one, setting)));
  if (name !== "web" && name !== "worker") return [];
  // The last one is what the process is for.
  const before = invocations.slice(0, -1);
  return before.flatMap((one) => [...built(one, setting), ...migrated(one, setting, process)]);
};

/** Three caches of one framework in a row are one mistake. */
function onceEach(problems: readonly CommandProblem[]): CommandProblem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.message, problem])).values()].toReversed();
}

function lost(invocation: Invocation, setting: Setting): CommandProblem[] {
  const advice = makesMigrations(invocation)
    ? "Make migrations on your machine and commit them."
    : keepsCaches(invocation)
      ? "The build, or the start of the other processes, is the place for it."
      : "Make it part of the build.";
  if (!makesFiles(invocation, setting) && !makesMigrations(invocation) && !keepsCaches(invocation)) return [];
  const message = `The release phase runs in a dyno of its own whose files are thrown away: what this writes never reaches the other dynos. ${advice}`;
  return [problemAt(place(invocation), { code: "release-files-lost", severity: "information", message })];
}

function built(invocation: Invocation, setting: Setting): CommandProblem[] {
  if (makesMigrations(invocation)) return [migrationsMade(invocation)];
  if (!makesFiles(invocation, setting) && !installs(invocation)) return [];
  const message =
    "This runs again at each start of each dyno, at least once a day, and a web dyno has 60 seconds until it must listen. The build is the place for it.";
  return [problemAt(place(invocation), { code: "build-at-start", severity: "information", message })];
}

function migrationsMade(invocation: Invocation): CommandProblem {
  const message =
    "Each dyno makes these migrations anew and loses them when it stops, so the code and the database drift apart. Make migrations on your machine and commit them.";
  return problemAt(place(invocation), { code: "build-at-start", severity: "information", message });
}

function migrated(invocation: Invocation, { types }: Setting, { text, shell }: ProcessCommand): CommandProblem[] {
  if (!migrates(invocation)) return [];
  const advice = types.has("release")
    ? "The release process is the place for it."
    : "A release process runs it once per release.";
  const message = `Each dyno migrates the database when it starts, several of them at the same time, and again each day. ${advice}`;
  const fixes = types.has("release") ? [] : moveToRelease(invocation, text, shell);
  return [problemAt(place(invocation), { code: "migration-at-start", severity: "information", message, fixes })];
}

/** Only what stands first can go without a change to the rest. */
function moveToRelease({ command, quoted }: Invocation, text: string, { commands }: ShellText): CommandFix[] {
  const [first, next] = commands;
  if (quoted || first !== command || !next || !/^(?:&&|;)$/.test(command.operator) || command.start !== 0) return [];
  const edits = [{ start: 0, end: next.start, text: "" }];
  const lineBelow = `release: ${text.slice(command.start, command.end)}`;
  return [{ title: "Move it to a release process", safe: false, edits, lineBelow }];
}

function place({ word, args }: Invocation): { start: number; end: number } {
  const end = args.slice(0, 2).findLast(({ value }) => !value.startsWith("-"))?.end;
  return { start: word.start, end: Math.max(word.end, end ?? 0) };
}

function makesFiles(invocation: Invocation, { facts }: Setting): boolean {
  const { program } = invocation;
  const words = invocation.args.map(({ value }) => value);
  if (words.some((word) => /^(?:assets:precompile|webpacker:compile|collectstatic|assets\.deploy)$/.test(word)))
    return true;
  if (/^(?:webpack|rollup|esbuild|parcel|tsc|gulp|grunt)$/.test(program))
    return !words.some((word) => /watch|serve|^-w$/.test(word));
  if (/^(?:next|vite|nuxt|ng|astro|gatsby|react-scripts|vue-cli-service|nest|remix)$/.test(program))
    return words[0] === "build";
  const call = scriptCall(invocation);
  if (!call || !/^build(?::|$)/.test(call.name)) return false;
  return scriptOf(facts, call.name) !== undefined || !facts.npmScripts;
}

/** Django's, which writes Python files. */
function makesMigrations({ program, args }: Invocation): boolean {
  if (!/^python[\d.]*$|^manage\.py$|^django-admin$/.test(program)) return false;
  return args.slice(0, 2).some(({ value }) => value === "makemigrations");
}

/** Laravel's, which writes files below bootstrap/, storage/ and public/. */
function keepsCaches({ program, args }: Invocation): boolean {
  const [script, command] = args.map(({ value }) => value);
  if (program !== "php" || script !== "artisan" || command === undefined) return false;
  return /^(?:optimize|storage:link|key:generate|(?:config|event|route|view):cache)$/.test(command);
}

function installs({ program, args }: Invocation): boolean {
  const [verb] = args.map(({ value }) => value);
  if (/^(?:npm|yarn|pnpm)$/.test(program)) return /^(?:install|i|ci)$/.test(verb ?? "");
  return /^(?:pip[\d.]*|bundle|composer)$/.test(program) && verb === "install";
}

function migrates({ program, args }: Invocation): boolean {
  const words = args.map(({ value }) => value);
  if (/^python[\d.]*$|^manage\.py$|^django-admin$/.test(program)) return words.slice(0, 2).includes("migrate");
  if (/^(?:rake|rails)$/.test(program)) return words.includes("db:migrate");
  if (program === "php") return words.includes("migrate") && words.includes("artisan");
  if (/^(?:sequelize|sequelize-cli|knex|typeorm)$/.test(program))
    return words.some((word) => /^(?:db:migrate|migrate:latest|migration:run)$/.test(word));
  if (program === "prisma") return words[0] === "migrate";
  if (/^(?:flask|alembic)$/.test(program)) return words.includes("upgrade");
  return program === "mix" && words.includes("ecto.migrate");
}
