import { parseArgs } from "node:util";
import { sharedOptions } from "./shared-options.ts";

/** `-f X start web` as `start -f X web`; nothing where there is no verb. */
export function withVerbFirst(args: readonly string[]): readonly string[] {
  const { tokens } = parseArgs({ args: [...args], options: sharedOptions, strict: false, tokens: true });
  const index = tokens.find(({ kind }) => kind === "positional")?.index;
  if (index === undefined) return [];
  return [...args.slice(index, index + 1), ...args.slice(0, index), ...args.slice(index + 1)];
}
