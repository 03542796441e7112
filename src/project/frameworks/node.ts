import type { Framework, Suggestion } from "../../language/project-facts.ts";
import { type PackageJson, readPackageJson } from "../readers/package-json.ts";
import { type Evidence, firstOf, marksOf, nothing, type Recognised, suggest, typeFor } from "./evidence.ts";

export async function recogniseNode(evidence: Evidence): Promise<Recognised> {
  const text = await evidence.read("package.json");
  const packageJson = text === undefined ? undefined : readPackageJson(text);
  if (!packageJson) return nothing;
  return {
    frameworks: frameworksOf(packageJson),
    suggestions: [
      ...webOf(packageJson, evidence),
      ...migrationsOf(packageJson, evidence),
      ...othersOf(packageJson, evidence),
      ...scriptsOf(packageJson, evidence),
    ],
  };
}

function frameworksOf({ dependencies }: PackageJson): Framework[] {
  const named: readonly [string, Framework][] = [
    ["next", "next"],
    ["@nestjs/core", "nest"],
    ["express", "express"],
    ["vite", "vite"],
  ];
  return [...named.filter(([name]) => dependencies.has(name)).map(([, framework]) => framework), "node"];
}

function webOf({ scripts, dependencies, main }: PackageJson, { files }: Evidence): Suggestion[] {
  const run = runnerOf(files);
  if (scripts?.has("start:prod")) return [fromScript("web", `${run} start:prod`, "start:prod")];
  if (scripts?.has("start")) return [fromScript("web", start(files), "start")];
  if (dependencies.has("next")) return [suggest("web", "npx next start -p $PORT", "Next.js")];
  if (dependencies.has("serve")) return [suggest("web", "npx serve -s dist -l $PORT", "serve, for a built site")];
  const file = firstOf(files, [...(main === undefined ? [] : mainFiles(main)), "server.js", "index.js", "app.js"]);
  return file === undefined ? [] : [suggest("web", `node ${file}`, file === main ? "main of package.json" : file)];
}

function mainFiles(main: string): string[] {
  const file = main.replace(/^\.\//, "");
  return /^[\w@./-]+$/.test(file) ? [file, `${file}.js`, `${file}/index.js`] : [];
}

function migrationsOf({ dependencies }: PackageJson, { files }: Evidence): Suggestion[] {
  const dataSource = firstOf(files, ["data-source.js", "src/data-source.js", "src/data-source.ts", "data-source.ts"]);
  const known: readonly [boolean, string, string][] = [
    [dependencies.has("prisma") || dependencies.has("@prisma/client"), "npx prisma migrate deploy", "Prisma"],
    [dependencies.has("drizzle-kit"), "npx drizzle-kit migrate", "Drizzle"],
    [dependencies.has("knex"), "npx knex migrate:latest", "Knex"],
    [dependencies.has("sequelize-cli"), "npx sequelize-cli db:migrate", "Sequelize"],
    [dependencies.has("typeorm") && dataSource !== undefined, typeorm(dataSource), "TypeORM"],
    [dependencies.has("node-pg-migrate"), "npx node-pg-migrate up", "node-pg-migrate"],
    [dependencies.has("db-migrate"), "npx db-migrate up", "db-migrate"],
    [dependencies.has("@mikro-orm/cli"), "npx mikro-orm migration:up", "MikroORM"],
    [dependencies.has("@adonisjs/lucid"), "node ace migration:run --force", "AdonisJS"],
  ];
  return known
    .filter(([applies]) => applies)
    .map(([, command, name]) => suggest("release", command, `migrations of ${name}`));
}

function typeorm(dataSource = ""): string {
  const program = dataSource.endsWith(".ts") ? "typeorm-ts-node-commonjs" : "typeorm";
  return `npx ${program} migration:run -d ${dataSource}`;
}

function othersOf({ dependencies }: PackageJson, { files, marks }: Evidence): Suggestion[] {
  const queue = ["bullmq", "bull", "bee-queue"].find((name) => dependencies.has(name));
  const consumers = queue === undefined ? [] : marksOf(marks, "bull-worker").map(({ file }) => file);
  const workers = [...candidates("worker", files), ...consumers].slice(0, 3);
  const clocks = ["clock", "scheduler", "cron"].flatMap((name) => candidates(name, files)).slice(0, 1);
  return [
    ...runnable(workers, dependencies).map((command) => suggest("worker", command, queue ?? "a worker's file")),
    ...runnable(clocks, dependencies).map((command) => suggest("clock", command, "a clock's file")),
  ];
}

function candidates(name: string, files: ReadonlySet<string>): string[] {
  const places = [name, `src/${name}`, `${name}/index`, `workers/${name}`, `${name}s/index`];
  const file = firstOf(
    files,
    ["js", "mjs", "cjs", "ts"].flatMap((end) => places.map((place) => `${place}.${end}`)),
  );
  return file === undefined ? [] : [file];
}

function runnable(files: readonly string[], dependencies: ReadonlySet<string>): string[] {
  return files.filter(isPlain).flatMap((file) => {
    if (!file.endsWith(".ts")) return [`node ${file}`];
    return dependencies.has("tsx") ? [`npx tsx ${file}`] : [];
  });
}

/** A name that a shell leaves alone. */
function isPlain(file: string): boolean {
  return /^[\w@./-]+$/.test(file);
}

function scriptsOf({ scripts }: PackageJson, { files }: Evidence): Suggestion[] {
  const run = runnerOf(files);
  return [...(scripts?.keys() ?? [])]
    .filter((name) => isPlain(name.replaceAll(":", "")) && !isForDevelopment(name) && name !== "start")
    .map((name) => fromScript(typeFor(name.replace(/:prod(?:uction)?$/, "")), `${run} ${name}`, name))
    .filter(({ type }) => type !== "");
}

function isForDevelopment(name: string): boolean {
  return /^(?:pre|post)|^(?:dev|test|lint|build|watch|format|prettier|eslint|types?|tsc|typecheck|check|coverage|clean|prepare|docs|storybook|ci|e2e|release:|publish|version|heroku-|preview|eject|debug|start:dev|start:debug)/.test(
    name,
  );
}

function fromScript(type: string, command: string, script: string): Suggestion {
  return { type, command, why: `script "${script}" of package.json`, source: "npm-script" };
}

function start(files: ReadonlySet<string>): string {
  return `${manager(files)} start`;
}

function runnerOf(files: ReadonlySet<string>): string {
  return `${manager(files)} run`;
}

function manager(files: ReadonlySet<string>): "npm" | "yarn" | "pnpm" {
  if (files.has("pnpm-lock.yaml")) return "pnpm";
  return files.has("yarn.lock") ? "yarn" : "npm";
}
