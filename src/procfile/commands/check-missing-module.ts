import type { Word } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";
import { joinPath } from "./invocation.ts";
import { nearest } from "./nearest.ts";
import { optionValues } from "./options.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting } from "./process-command.ts";
import { startFolders } from "./project-files.ts";

const code = "missing-module";
const servers = /^(?:gunicorn|uvicorn|hypercorn|daphne|waitress-serve|granian)$/;

/** `gunicorn app:app` without an app.py. */
export const checkMissingModule: CommandCheck = ({ invocations, text }, setting) => {
  if (!/corn|daphne|waitress|granian|celery/.test(text)) return [];
  if (!setting.facts.complete || setting.facts.files.size === 0) return [];
  return invocations.flatMap((invocation) => {
    const module = moduleOf(invocation);
    return module ? missing(module, invocation, setting) : [];
  });
};

interface Module {
  readonly word: Word;
  /** `mysite.wsgi` of `mysite.wsgi:application`. */
  readonly name: string;
  /** Where in the word it stands. */
  readonly at: number;
  /** The last part may be a thing in the module: `celery -A app.celery`. */
  readonly mayBeAttribute: boolean;
}

function moduleOf(invocation: Invocation): Module | undefined {
  const { program, args } = invocation;
  if (program === "celery") return celeryModule(invocation);
  if (!servers.test(program)) return undefined;
  const [withAttribute] = args.filter(
    ({ value }) =>
      /^[A-Za-z_][\w.]*:[A-Za-z_]/.test(value) && !/^(?:unix|fd|tcp|egg|python|config|file|https?):/.test(value),
  );
  if (withAttribute) return asModule(withAttribute, withAttribute.value.replace(/:.*$/s, ""), 0, false);
  const last = args.find(
    ({ value }, index) =>
      /^[A-Za-z_]\w*(?:\.\w+)*\.(?:wsgi|asgi)$/.test(value) && !/^-/.test(args[index - 1]?.value ?? ""),
  );
  return last && asModule(last, last.value, 0, false);
}

function celeryModule(invocation: Invocation): Module | undefined {
  const [option] = optionValues(invocation, ["-A", "--app"]);
  if (!option) return undefined;
  const { value, word } = option;
  return asModule(word, value.replace(/:.*$/s, ""), word.value.lastIndexOf(value), true);
}

function asModule(word: Word, name: string, at: number, mayBeAttribute: boolean): Module | undefined {
  if (word.dynamic || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name)) return undefined;
  return { word, name, at, mayBeAttribute };
}

function missing(module: Module, invocation: Invocation, setting: Setting): CommandProblem[] {
  const folders = searchFolders(invocation, setting);
  const { files } = setting.facts;
  if (folders.length === 0 || exists(module, folders, files)) return [];
  const { word, name, at } = module;
  const like = suggestions(name, files);
  const hint = like[0] === undefined ? "" : ` Is it ${like[0]}?`;
  const file = `${name.replaceAll(".", "/")}.py`;
  const message = `The project has no ${file}, so ${invocation.program} cannot import ${name}: the process ends at once.${hint}`;
  const isPlain = word.raw === word.value && !invocation.quoted;
  const start = word.start + at;
  const edit = (text: string) => [{ start, end: start + name.length, text }];
  const fixes = isPlain ? like.map((text) => ({ title: `Use ${text}`, safe: false, edits: edit(text) })) : [];
  return [problemAt(word, { code, severity: "warning", message, fixes })];
}

/** Where Python looks: the folder of the start, and those that options name. Empty when nobody can say. */
function searchFolders(invocation: Invocation, setting: Setting): string[] {
  const start = startFolders(setting, invocation.folder);
  if (invocation.assignments.some(({ name }) => name === "PYTHONPATH" || name === "GUNICORN_CMD_ARGS")) return [];
  // A configuration file may change the folder.
  const { files } = setting.facts;
  if (
    invocation.program === "gunicorn" &&
    (files.has("gunicorn.conf.py") || optionValues(invocation, ["-c", "--config"]).length > 0)
  )
    return [];
  const options = optionValues(invocation, ["--chdir", "--pythonpath", "--app-dir", "--workdir"]);
  if (options.some(({ word }) => word.dynamic)) return [];
  const named = options.flatMap(({ value }) => value.split(","));
  const more = start.flatMap((folder) => named.map((path) => joinPath(folder, path)));
  return [...start, ...more.filter((folder) => folder !== undefined), "src"];
}

function exists({ name, mayBeAttribute }: Module, folders: readonly string[], files: ReadonlySet<string>): boolean {
  const path = name.replaceAll(".", "/");
  const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : path;
  const paths = mayBeAttribute ? [path, parent] : [path];
  const prefixes = folders.map((folder) => (folder === "" ? "" : `${folder}/`));
  const candidates = prefixes.flatMap((prefix) => paths.map((one) => prefix + one));
  if (candidates.some((one) => files.has(`${one}.py`) || files.has(`${one}/__init__.py`))) return true;
  const isPackage = candidates.map((one) => `${one}/`);
  for (const file of files) {
    if (isPackage.some((one) => file.startsWith(one)) && file.endsWith(".py")) return true;
    if (candidates.some((one) => file.startsWith(`${one}.`) && /\.(?:so|pyd|pyx)$/.test(file))) return true;
  }
  return isForeign(name, files, prefixes);
}

/** A package that pip installs: nothing here has the first part of its name, and it is not the name of an app's own. */
function isForeign(name: string, files: ReadonlySet<string>, prefixes: readonly string[]): boolean {
  const [top = "", ...rest] = name.split(".");
  if (rest.length === 0 || /(?:wsgi|asgi)$/.test(name)) return false;
  for (const file of files) if (prefixes.some((prefix) => file.startsWith(`${prefix}${top}/`))) return false;
  return true;
}

function suggestions(name: string, files: ReadonlySet<string>): string[] {
  const modules = new Set<string>();
  for (const file of files) {
    if (/^(?:[A-Za-z_]\w*\/)*[A-Za-z_]\w*\.py$/.test(file) && !/(?:^|\/)(?:tests?|migrations)\//.test(file)) {
      modules.add(file.replace(/(?:\/__init__)?\.py$/, "").replaceAll("/", "."));
    }
  }
  const sameEnd = [...modules].filter((module) => module.endsWith(`.${name.slice(name.lastIndexOf(".") + 1)}`));
  return [...new Set([...nearest(name, modules), ...sameEnd.sort((a, b) => a.length - b.length)])].slice(0, 3);
}
