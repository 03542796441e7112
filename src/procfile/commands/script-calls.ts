import type { Invocation } from "./invocation.ts";

/** A script of package.json that a command runs. */
export interface ScriptCall {
  readonly name: string;
  readonly place: { readonly start: number; readonly end: number };
  readonly manager: "npm" | "yarn" | "pnpm" | "bun";
  /** The name can only be a script's: yarn and pnpm also run programs by their bare name. */
  readonly sure: boolean;
}

const own = new Set(["start", "stop", "test", "restart"]);
/** yarn's, pnpm's and bun's own verbs, which are no scripts. */
const verbs = new Set(
  "add audit bin cache config create dedupe dlx exec global help import info init install i licenses link list node outdated owner pack patch ping plugin policies prune publish rebuild remove run set up unlink unplug update upgrade versions why workspace workspaces x deploy fetch store ls".split(
    " ",
  ),
);

/** The script of the project's own package.json that this starts; undefined when it is another one's, or none. */
export function scriptCall({ program, args, folder, word }: Invocation): ScriptCall | undefined {
  if (!isManager(program) || folder !== "") return undefined;
  const [first, second] = args.filter(({ value }) => !/^(?:-s|--silent|--if-present|--quiet|-q)$/.test(value));
  if (!first || first.dynamic || /^-/.test(first.value)) return undefined;
  const place = (end: number) => ({ start: word.start, end });
  if (/^(?:run|run-script|rum)$/.test(first.value)) {
    if (!second || second.dynamic || /^-|[./]/.test(second.value)) return undefined;
    return {
      name: second.value,
      place: place(second.end),
      manager: program,
      sure: program === "npm" || program === "pnpm",
    };
  }
  const isScript = own.has(first.value) || (program !== "npm" && !verbs.has(first.value));
  if (!isScript || program === "bun" || /[./]/.test(first.value)) return undefined;
  const sure = own.has(first.value) || first.value.includes(":");
  return { name: first.value, place: place(first.end), manager: program, sure };
}

function isManager(program: string): program is ScriptCall["manager"] {
  return program === "npm" || program === "yarn" || program === "pnpm" || program === "bun";
}
