import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, typeFor } from "../frameworks/evidence.ts";

const maxFiles = 50;
const maxTasks = 60;

/** The tasks of the Rakefile and of `lib/tasks`. */
export async function suggestFromRakefiles({ files, read }: Pick<Evidence, "files" | "read">): Promise<Suggestion[]> {
  const rakefiles = [...files].filter((file) => file === "Rakefile" || /^lib\/tasks\/[^/]+\.rake$/.test(file));
  const names: string[] = [];
  for (const file of rakefiles.slice(0, maxFiles)) names.push(...readTasks((await read(file)) ?? ""));
  return [...new Set(names)]
    .filter((name) => !/^(?:default|test|spec|lint|rubocop|assets:)/.test(name))
    .slice(0, maxTasks)
    .map((name) => ({
      type: typeFor(name),
      command: `bundle exec rake ${name}`,
      why: `Rake task ${name}`,
      source: "rake",
    }));
}

/** The names of tasks with their namespaces, which are told by their indentation. */
export function readTasks(text: string): string[] {
  const tasks: string[] = [];
  const namespaces: { readonly name: string; readonly indent: number }[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, space = "", word, name] = statement.exec(line) ?? /^([ \t]{0,80})(end)\b/.exec(line) ?? [];
    if (word === undefined) continue;
    const innermost = namespaces.at(-1);
    if (word === "end") {
      if (innermost && space.length <= innermost.indent) namespaces.pop();
    } else if (word === "namespace" && name !== undefined) namespaces.push({ name, indent: space.length });
    else if (name !== undefined) tasks.push([...namespaces.map((one) => one.name), name].join(":"));
  }
  return tasks;
}

/** `task :name`, `task "name"`, `task name: :needs`, `task(:name)`. */
const statement = /^([ \t]{0,80})(task|namespace)(?:[ \t]+|\()[ \t]{0,9}[:"']?([a-z_]\w{0,60}(?::\w{1,60}){0,5})/i;
