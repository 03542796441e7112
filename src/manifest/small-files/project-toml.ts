import { parse, TomlError } from "smol-toml";
import type { Problem } from "../../language/problem.ts";
import { inLine, type Range } from "../../language/text.ts";
import { nearest } from "../nearest.ts";
import { inside, problem, type SmallFile } from "./small-file.ts";

const keys = new Set(["builder", "include", "exclude", "group", "pre", "post", "build", "env", "schema-version"]);

/** `project.toml`: https://github.com/buildpacks/spec/blob/main/extensions/project-descriptor.md */
export function checkProjectToml(file: SmallFile): Problem[] {
  const read = readToml(file);
  if ("problem" in read) return [read.problem];
  const buildpacks = memberOf(memberOf(read.value, "io"), "buildpacks");
  if (!isTable(buildpacks)) return [];
  return [...checkVersion(file, read.value), ...checkKeys(file, buildpacks), ...checkGroup(file, buildpacks)];
}

function readToml({ text, lines }: SmallFile): { value: unknown } | { problem: Problem } {
  try {
    return { value: parse(text) };
  } catch (error) {
    const line = error instanceof TomlError ? Math.max(0, Math.min(error.line - 1, lines.length - 1)) : 0;
    return {
      problem: problem(
        "project-toml-syntax",
        inside(lines[line] ?? "", line),
        "This is not TOML: a builder stops here.",
      ),
    };
  }
}

function checkVersion(file: SmallFile, value: unknown): Problem[] {
  const version = memberOf(memberOf(value, "_"), "schema-version");
  if (typeof version === "string") return [];
  const message =
    'Without `schema-version = "0.2"` under `[_]` a builder reads this as the oldest form, and ignores `io.buildpacks`.';
  const header = file.lines.findIndex((line) => /^\s*\[_\]/.test(line));
  const at = { line: header + 1, character: 0 };
  const text = header === -1 ? '[_]\nschema-version = "0.2"\n\n' : 'schema-version = "0.2"\n';
  const fixes =
    memberOf(value, "_") !== undefined && header === -1
      ? []
      : [{ title: "Add schema-version", safe: true, edits: [{ range: { start: at, end: at }, text }] }];
  return [problem("project-toml-schema-version", headerOf(file), message, { fixes })];
}

function checkKeys(file: SmallFile, buildpacks: Table): Problem[] {
  return Object.keys(buildpacks).flatMap((key) => {
    if (keys.has(key)) return [];
    const near = nearest(key, keys);
    const message = `No builder reads \`${key}\` in io.buildpacks.${near === undefined ? "" : ` Is it \`${near}\`?`}`;
    return [problem("project-toml-unknown-key", lineWith(file, key), message)];
  });
}

function checkGroup(file: SmallFile, { group }: Table): Problem[] {
  if (group === undefined) return [];
  if (!Array.isArray(group)) {
    const message = "`group` is a list of tables: write its head as [[io.buildpacks.group]].";
    return [problem("project-toml-buildpack", headerOf(file), message)];
  }
  return group.flatMap((entry: unknown, index) => {
    const message = wrongBuildpack(entry);
    return message ? [problem("project-toml-buildpack", groupHeader(file, index), message)] : [];
  });
}

function wrongBuildpack(entry: unknown): string | undefined {
  const [id, uri] = [memberOf(entry, "id"), memberOf(entry, "uri")];
  if (memberOf(entry, "script") !== undefined) return undefined;
  if (id === undefined && uri === undefined) return "A buildpack needs an `id`, such as heroku/nodejs, or a `uri`.";
  const cedar = typeof uri === "string" && /\/heroku-buildpack-[\w-]+(?:\.git)?(?:#.*)?$/.test(uri);
  return cedar ? "This buildpack is one of the Cedar generation, which no cloud native builder can run." : undefined;
}

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function memberOf(value: unknown, key: string): unknown {
  return isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function headerOf(file: SmallFile): Range {
  return lineWith(file, "io.buildpacks");
}

/** The nth head of a group; a list written in one line has none, and stands for all. */
function groupHeader({ lines }: SmallFile, index: number): Range {
  const heads = lines.flatMap((line, number) => (/^\s*\[\[\s*io\.buildpacks\.group\s*\]\]/.test(line) ? [number] : []));
  const number =
    heads[index] ??
    Math.max(
      0,
      lines.findIndex((line) => line.includes("group")),
    );
  return inside(lines[number] ?? "", number);
}

function lineWith({ lines }: SmallFile, word: string): Range {
  const number = lines.findIndex((line) => line.includes(word));
  if (number === -1) return inLine(0, 0, (lines[0] ?? "").length);
  const start = (lines[number] ?? "").indexOf(word);
  return inLine(number, start, start + word.length);
}
