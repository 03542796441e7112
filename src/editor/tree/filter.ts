import type { App } from "../../heroku/resources/types.ts";

const fields: Readonly<Record<string, (app: App) => string | null | undefined>> = {
  name: ({ name }) => name,
  owner: ({ owner }) => owner.email,
  team: ({ team }) => team?.name,
  region: ({ region }) => region.name,
  stack: ({ stack }) => stack.name,
  buildpack: (app) => app.buildpack_provided_description,
};

/** Names of the fields that a word can be bound to: `team:acme`. */
export const filterFields: readonly string[] = Object.keys(fields);

/**
 * Every word must be somewhere in an app's name, owner, team, region, stack or buildpack, upper or lower case;
 * `region:eu` looks in that field alone.
 */
export function matcherOf(filter: string): (app: App) => boolean {
  const tests = filter.toLowerCase().split(/\s+/).filter(Boolean).map(testOf);
  return (app) => tests.every((test) => test(app));
}

function testOf(word: string): (app: App) => boolean {
  const [, name = "", wanted = ""] = /^(\w+):(.*)$/.exec(word) ?? [];
  const field = fields[name];
  if (field) return (app) => (field(app) ?? "").toLowerCase().includes(wanted);
  return (app) => textOf(app).includes(word);
}

const texts = new WeakMap<App, string>();

function textOf(app: App): string {
  const known = texts.get(app);
  if (known !== undefined) return known;
  const text = Object.values(fields)
    .map((field) => field(app) ?? "")
    .join("\n")
    .toLowerCase();
  texts.set(app, text);
  return text;
}
