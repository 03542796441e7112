import type { Word } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";

/** An option's value, and the word that holds it. */
export interface OptionValue {
  readonly option: string;
  readonly value: string;
  readonly word: Word;
}

/** Every `--name value`, `--name=value`, `-n value` and `-nvalue` of the given options. */
export function optionValues({ args }: Pick<Invocation, "args">, names: readonly string[]): OptionValue[] {
  const found: OptionValue[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    // Most words are none, and every name of an option begins so.
    if (!word?.value.startsWith("-")) continue;
    for (const option of names) {
      const value = valueIn(word, option, args[index + 1]);
      if (value) found.push(value);
    }
  }
  return found;
}

export function hasOption({ args }: Pick<Invocation, "args">, names: readonly string[]): boolean {
  return args.some(({ value }) => names.some((name) => value === name || startsWithOption(value, name)));
}

/** The word of a flag without a value. */
export function flag({ args }: Pick<Invocation, "args">, names: readonly string[]): Word | undefined {
  return args.find(({ value }) => names.includes(value));
}

/** Words that are neither options nor, by the names given, values of options. */
export function positionals({ args }: Pick<Invocation, "args">, withValue: readonly string[] = []): Word[] {
  const found: Word[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (!word) break;
    if (withValue.includes(word.value)) index += 1;
    else if (!word.value.startsWith("-")) found.push(word);
  }
  return found;
}

function valueIn(word: Word, option: string, next: Word | undefined): OptionValue | undefined {
  if (word.value === option) return next && { option, value: next.value, word: next };
  if (!startsWithOption(word.value, option)) return undefined;
  const value = word.value.slice(option.length).replace(/^=/, "");
  return { option, value, word };
}

function startsWithOption(value: string, option: string): boolean {
  if (!value.startsWith(option)) return false;
  // `-Dserver.port=1` and `--port=1` are joined by `=`, `-p1` by nothing.
  return value[option.length] === "=" || (/^-[A-Za-z]$/.test(option) && value.length > 2);
}
