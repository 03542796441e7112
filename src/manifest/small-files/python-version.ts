import type { Problem } from "../../language/problem.ts";
import { endOfLife, plainVersion, pythonVersion } from "./python-release.ts";
import { inside, isForHeroku, problem, type SmallFile, wholeOf } from "./small-file.ts";

/** `.python-version` as Heroku's Python buildpack reads it: one version, comments on lines of their own. */
export function checkPythonVersion(file: SmallFile): Problem[] {
  if (!isForHeroku(file)) return [];
  const versions = file.lines.flatMap((line, number) => (/^\s*(?:#.*)?$/.test(line) ? [] : [{ line, number }]));
  const [first, ...others] = versions;
  if (!first) {
    const message = "There is no version in this file: the Python buildpack stops the build.";
    return [problem("python-version-missing", wholeOf(file), message)];
  }
  return [
    ...checkVersion(first.line, first.number),
    ...others.map(({ line, number }) =>
      problem(
        "python-version-several",
        inside(line, number),
        "The Python buildpack takes one version and stops the build at several.",
        {
          fixes: [{ title: "Remove this version", safe: false, edits: [{ range: lineOf(number), text: "" }] }],
        },
      ),
    ),
  ];
}

function checkVersion(line: string, number: number): Problem[] {
  const text = line.trim();
  const range = inside(line, number);
  if (pythonVersion.test(text)) {
    const ended = endOfLife(text);
    return ended ? [problem("python-version-end-of-life", range, ended)] : [];
  }
  const better = plainVersion(text);
  const message =
    "The Python buildpack reads 3.13 or 3.13.1 here, without quotes and prefix, and stops the build at anything else.";
  const fixes =
    better === undefined ? [] : [{ title: `Change to ${better}`, safe: true, edits: [{ range, text: better }] }];
  return [problem("python-version-form", range, message, { fixes })];
}

/** From the end of the line before. */
function lineOf(number: number) {
  return { start: { line: number, character: 0 }, end: { line: number + 1, character: 0 } };
}
