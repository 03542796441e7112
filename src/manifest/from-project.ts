import type { Framework, ProjectFacts } from "../language/project-facts.ts";
import { recommendedStack } from "./catalogue/stacks.ts";
import { describeConfigVar, isGiven } from "./describe-config-var.ts";
import { type Manifest, writeManifest } from "./write-manifest.ts";

/** Add-ons that own a config var which the code reads. */
const addonOf: ReadonlyMap<string, string> = new Map([
  ["DATABASE_URL", "heroku-postgresql:essential-0"],
  ["REDIS_URL", "heroku-redis:mini"],
]);

/** The text of an app.json for a project; `name` is its folder's or repository's, `repository` its URL. */
export function manifestFromProject(facts: ProjectFacts, name: string, repository?: string): string {
  const inContainer = facts.files.has("heroku.yml");
  const postdeploy = seeding(facts);
  const manifest: Manifest = {
    name: name.slice(0, 30),
    ...(repository !== undefined && { repository }),
    ...(postdeploy !== undefined && { scripts: { postdeploy } }),
    env: env(facts),
    formation: formation(facts),
    addons: [...addonOf].filter(([configVar]) => isKnown(facts, configVar)).map(([, plan]) => plan),
    buildpacks: inContainer ? [] : buildpacks(facts),
    stack: inContainer ? "container" : recommendedStack,
  };
  return writeManifest(manifest);
}

function env(facts: ProjectFacts): NonNullable<Manifest["env"]> {
  const names = new Set([...(facts.dotenvKeys?.keys() ?? []), ...usedNames(facts)]);
  const asked = [...names].filter((name) => /^\w+$/.test(name) && !isGiven(name) && !addonOf.has(name)).toSorted();
  return Object.fromEntries(
    asked.map((name) => [name, describeConfigVar(name, description(facts, name), !!facts.dotenvKeys?.has(name))]),
  );
}

function description(facts: ProjectFacts, name: string): string {
  const file = sourceFiles(facts, name)[0];
  return file === undefined ? "Set in .env for local runs." : `Read in ${file}.`;
}

function isKnown(facts: ProjectFacts, name: string): boolean {
  return !!facts.dotenvKeys?.has(name) || sourceFiles(facts, name).length > 0;
}

function usedNames(facts: ProjectFacts): string[] {
  return [...facts.configVarUses.keys()].filter((name) => sourceFiles(facts, name).length > 0);
}

/** Tests read config vars that a deployed app never has. */
function sourceFiles(facts: ProjectFacts, name: string): string[] {
  const files = (facts.configVarUses.get(name) ?? []).map(({ file }) => file);
  return files.filter((file) => !/(?:^|\/)(?:tests?|specs?|__tests__|e2e|fixtures|docs?)\//.test(file));
}

function formation({ processTypes }: ProjectFacts): NonNullable<Manifest["formation"]> {
  const types = [...(processTypes?.keys() ?? [])].filter((type) => type !== "release");
  return Object.fromEntries(types.map((type) => [type, { quantity: 1, size: "basic" }] as const));
}

/** The main language comes last: its buildpack decides the default processes. */
function buildpacks({ frameworks, files }: ProjectFacts): { readonly url: string }[] {
  const names = frameworks.map((framework) => buildpackOf(framework, files));
  if (names.includes(undefined)) return [];
  return [...new Set(names)].toReversed().flatMap((url) => (url === undefined ? [] : [{ url }]));
}

function buildpackOf(framework: Framework, files: ReadonlySet<string>): string | undefined {
  const name = languages[framework];
  if (name !== "heroku/java") return name;
  return files.has("pom.xml") ? name : "heroku/gradle";
}

/** Those without a buildpack of Heroku's own are missing. */
const languages: Partial<Record<Framework, string>> = {
  ...{ node: "heroku/nodejs", express: "heroku/nodejs", next: "heroku/nodejs", nest: "heroku/nodejs" },
  ...{ vite: "heroku/nodejs", ruby: "heroku/ruby", rails: "heroku/ruby", sinatra: "heroku/ruby" },
  ...{ python: "heroku/python", django: "heroku/python", flask: "heroku/python", fastapi: "heroku/python" },
  ...{ go: "heroku/go", java: "heroku/java", "spring-boot": "heroku/java", scala: "heroku/scala" },
  ...{ clojure: "heroku/clojure", php: "heroku/php", laravel: "heroku/php", dotnet: "heroku/dotnet" },
};

/** What fills a new database once; migrations belong to the `release` process. */
function seeding({ files, frameworks, npmScripts }: ProjectFacts): string | undefined {
  if (npmScripts?.has("postdeploy")) return "npm run postdeploy";
  if (frameworks.includes("rails") && files.has("db/seeds.rb")) return "bin/rails db:seed";
  if (frameworks.includes("laravel") && files.has("database/seeders/DatabaseSeeder.php")) {
    return "php artisan db:seed --force";
  }
  return npmScripts?.has("seed") ? "npm run seed" : undefined;
}
