import { isMap, isScalar, type Pair, parseDocument, type Scalar } from "yaml";
import type { Problem } from "../../language/problem.ts";
import type { Range } from "../../language/text.ts";
import { lineMap } from "../line-map.ts";
import { nearest } from "../nearest.ts";
import { problem, type SmallFile, wholeOf } from "./small-file.ts";

const options = new Set([
  ...["procfile", "root", "formation", "env", "port", "timeout", "timestamp", "color"],
  ...["app", "log", "run", "user", "template", "concurrency"],
]);

/** `.foreman`: foreman's long options as YAML. */
export function checkForemanOptions(file: SmallFile): Problem[] {
  const rangeOf = lineMap(file.text);
  const document = readYaml(file.text);
  if (!document)
    return [problem("foreman-options-syntax", wholeOf(file), "This nests too deep to be options of foreman.")];
  const [error] = document.errors;
  if (error) {
    const [start, end] = error.pos;
    return [problem("foreman-options-syntax", rangeOf(start, end), "This is not YAML: foreman stops here.")];
  }
  if (document.contents === null) return [];
  if (!isMap(document.contents)) {
    const message = "Foreman reads an object here: an option and its value on each line, such as `port: 5000`.";
    return [problem("foreman-options-syntax", wholeOf(file), message)];
  }
  return document.contents.items.flatMap((pair) => checkOption(file, pair, rangeOf));
}

/** The parser calls itself, and runs out of stack on brackets without end. */
function readYaml(text: string) {
  try {
    return parseDocument(text, { logLevel: "silent", uniqueKeys: false });
  } catch {
    return undefined;
  }
}

type RangeOf = (start: number, end: number) => Range;

function checkOption(file: SmallFile, { key, value }: Pair<unknown, unknown>, rangeOf: RangeOf): Problem[] {
  if (!isScalar(key) || !key.range) return [];
  const name = String(key.value);
  if (!options.has(name)) return [unknown(name, key.range, rangeOf)];
  if (name === "formation") return checkFormation(file, value, key.range, rangeOf);
  if (name !== "port" && name !== "timeout") return [];
  if (isScalar(value) && /^\d+$/.test(String(value.value))) return checkPort(name, value, rangeOf);
  const message = `\`${name}\` is a whole number, such as ${name === "port" ? "5000" : "5"}.`;
  return [problem("foreman-options-value", placeOf(value, key.range, rangeOf), message)];
}

function checkPort(name: string, value: Scalar, rangeOf: RangeOf): Problem[] {
  if (name !== "port" || Number(value.value) <= 65535 || !value.range) return [];
  return [problem("foreman-options-value", placeOf(value, value.range, rangeOf), "A port is at most 65535.")];
}

function unknown(name: string, [start, end]: readonly number[], rangeOf: RangeOf): Problem {
  const range = rangeOf(start ?? 0, end ?? 0);
  const near = options.has(name.replace(/^-+/, "")) ? name.replace(/^-+/, "") : nearest(name, options);
  const message = `Foreman has no option \`${name}\` and passes over it.${near === undefined ? "" : ` Is it \`${near}\`?`}`;
  const fixes = near === undefined ? [] : [{ title: `Change to ${near}`, safe: false, edits: [{ range, text: near }] }];
  return problem("foreman-options-key", range, message, { fixes });
}

function checkFormation(file: SmallFile, value: unknown, keyRange: readonly number[], rangeOf: RangeOf): Problem[] {
  const range = placeOf(value, keyRange, rangeOf);
  const text = isScalar(value) ? String(value.value) : undefined;
  if (text === undefined || !/^\s*[\w-]+\s*=\s*\d+\s*(?:,\s*[\w-]+\s*=\s*\d+\s*)*$/.test(text)) {
    const message = "`formation` is text as on the command line: web=1,worker=2.";
    return [problem("foreman-options-value", range, message, { fixes: formationFix(value, range) })];
  }
  const types = file.surroundings.facts.processTypes;
  const names = text.split(",").map((part) => (part.split("=")[0] ?? "").trim());
  const missing = names.filter((name) => name !== "all" && types && !types.has(name));
  return missing.map((name) =>
    problem(
      "foreman-options-process-type",
      range,
      `The Procfile has no process type \`${name}\`: foreman starts nothing for it.`,
    ),
  );
}

/** A mapping of names to numbers, written as foreman wants it. */
function formationFix(value: unknown, range: Range) {
  if (!isMap(value)) return [];
  const parts = value.items.map(({ key, value: count }) => [
    isScalar(key) && key.value,
    isScalar(count) && count.value,
  ]);
  if (parts.length === 0 || !parts.every(([name, count]) => typeof name === "string" && Number.isInteger(count)))
    return [];
  const text = parts.map((part) => part.join("=")).join(",");
  return range.start.line === range.end.line
    ? [{ title: `Change to ${text}`, safe: true, edits: [{ range, text }] }]
    : [];
}

function placeOf(value: unknown, [keyStart, keyEnd]: readonly number[], rangeOf: RangeOf): Range {
  const range = isScalar(value) || isMap(value) ? value.range : undefined;
  return range && range[1] > range[0] ? rangeOf(range[0], range[1]) : rangeOf(keyStart ?? 0, keyEnd ?? 0);
}
