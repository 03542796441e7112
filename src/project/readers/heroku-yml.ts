import type { Suggestion } from "../../language/project-facts.ts";
import type { Evidence } from "../frameworks/evidence.ts";
import { commandOf, entriesOf, entryOf, readYaml } from "./read-yaml.ts";

/** What heroku.yml runs: https://devcenter.heroku.com/articles/build-docker-images-heroku-yml. */
export async function suggestFromHerokuYml({ read }: Pick<Evidence, "read">): Promise<Suggestion[]> {
  const text = await read("heroku.yml");
  return text === undefined ? [] : readHerokuYml(text);
}

export async function readHerokuYml(text: string): Promise<Suggestion[]> {
  const root = await readYaml(text);
  const run = entriesOf(entryOf(root, "run")).map(([type, value]) => [type, listed(value, " ")] as const);
  const release = entryOf(root, "release");
  const all = release === undefined ? run : [...run, ["release", listed(release, " && ")] as const];
  return all.flatMap(([type, command]): Suggestion[] => {
    if (command === undefined || !/^[\w-]+$/.test(type)) return [];
    const why = type === "release" ? "release of heroku.yml" : `run.${type} of heroku.yml`;
    return [{ type, command, why, source: "heroku.yml" }];
  });
}

/** A string, a mapping with `command`, or a list: of arguments for `run`, of commands for `release`. */
function listed(value: unknown, between: string): string | undefined {
  const command = entryOf(value, "command") ?? value;
  if (!Array.isArray(command)) return commandOf(command);
  const strings = command.filter((one): one is string => typeof one === "string");
  return strings.length === 0 ? undefined : commandOf(strings.join(between));
}
