import { parseShell } from "../shell/parse-shell.ts";
import type { Assignment, ShellText, SimpleCommand, Word } from "../shell/shell.ts";
import { wrapperLength } from "./wrappers.ts";

/** A program that a command starts, without what only surrounds it: `exec`, `env A=1`, `bundle exec`, `python -m`. */
export interface Invocation {
  /** Last part of the path, without `.exe` or `.cmd`: `rails` for `./bin/rails`. */
  readonly program: string;
  /** The program as it is written, without quotes. */
  readonly path: string;
  readonly word: Word;
  readonly args: readonly Word[];
  readonly assignments: readonly Assignment[];
  /** Programs around it, the outermost first. */
  readonly wrappers: readonly string[];
  /** `python -m` came before it, and the word is a module. */
  readonly isModule: boolean;
  /** Folder it starts in, relative to where the command starts; undefined when nobody can say. */
  readonly folder: string | undefined;
  /** Inside the quotes of `sh -c`: places are those of the whole word. */
  readonly quoted: boolean;
  readonly command: SimpleCommand;
}

export function invocationsOf(shell: ShellText): Invocation[] {
  return collect(shell, { folder: "", wrappers: [], quoted: undefined });
}

interface Around {
  readonly folder: string | undefined;
  readonly wrappers: readonly string[];
  readonly quoted: Word | undefined;
}

/** A shell in a shell in a shell says nothing more to a person either. */
const deepest = 3;

function collect(shell: ShellText, around: Around): Invocation[] {
  const found: Invocation[] = [];
  let { folder } = around;
  for (const command of shell.commands) {
    const invocation = unwrap(command, { ...around, folder });
    if (!invocation) continue;
    if (invocation.program === "cd" || invocation.program === "pushd") folder = enter(folder, invocation.args);
    const inner = shellText(invocation);
    if (!inner || depthOf(invocation) >= deepest) found.push(invocation);
    else {
      const quoted = around.quoted ?? inner;
      const wrappers = [...invocation.wrappers, "sh -c"];
      found.push(...collect(parseShell(inner.value), { folder, wrappers, quoted }));
    }
  }
  return found;
}

function depthOf({ wrappers }: Invocation): number {
  return wrappers.filter((name) => name === "sh -c").length;
}

function unwrap(command: SimpleCommand, { folder, wrappers, quoted }: Around): Invocation | undefined {
  const words = quoted ? command.words.map((word) => at(quoted, word)) : command.words;
  const names: string[] = [];
  const assignments = [...command.assignments];
  let index = 0;
  let isModule = false;
  for (let length = wrapperLength(words, index); length > 0; length = wrapperLength(words, index)) {
    const name = programOf(words[index]?.value ?? "");
    names.push(name);
    isModule = /^python[\d.]*$/.test(name);
    for (let own = index; own < index + length; own += 1) assignments.push(...asAssignment(words[own]));
    index += length;
  }
  const word = words[index];
  if (!word) return undefined;
  const args = words.slice(index + 1);
  const rest = { folder, wrappers: [...wrappers, ...names], quoted: quoted !== undefined, command };
  return { program: programOf(word.value), path: word.value, word, args, assignments, isModule, ...rest };
}

export function programOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return name.includes(".") ? name.replace(/\.(?:exe|cmd|bat)$/i, "") : name;
}

const noAssignment: readonly Assignment[] = [];

function asAssignment(word: Word | undefined): readonly Assignment[] {
  if (!word?.value.includes("=")) return noAssignment;
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value) ?? [];
  if (name === undefined || value === undefined) return noAssignment;
  return [{ name, value: { ...word, value, raw: value }, start: word.start, end: word.end }];
}

/** The word that `sh -c` or `eval` reads as a command. */
function shellText({ program, args }: Invocation): Word | undefined {
  if (program === "eval" && args.length === 1) return args[0];
  if (!program.endsWith("sh") || !/^(?:ba|da|z|k|a)?sh$/.test(program)) return undefined;
  const flag = args.findIndex(({ value }) => /^-[a-z]*c[a-z]*$/.test(value));
  const isFirst = args.slice(0, flag).every(({ value }) => value.startsWith("-"));
  return flag === -1 || !isFirst ? undefined : args[flag + 1];
}

function at({ start, end }: Word, word: Word): Word {
  return { ...word, start, end };
}

function enter(folder: string | undefined, args: readonly Word[]): string | undefined {
  const [target] = args;
  if (folder === undefined || !target || target.dynamic || /^[~/-]/.test(target.value)) return undefined;
  return joinPath(folder, target.value);
}

/** Joins relative paths with slashes; undefined when the result is outside. */
export function joinPath(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
