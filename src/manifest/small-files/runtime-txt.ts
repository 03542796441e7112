import type { Problem } from "../../language/problem.ts";
import { endOfLife, plainVersion, pythonVersion } from "./python-release.ts";
import { isForHeroku, problem, type SmallFile, wholeOf } from "./small-file.ts";

/** `runtime.txt`, when it speaks of Python: other buildpacks have files of that name too. */
export function checkRuntimeTxt(file: SmallFile): Problem[] {
  const text = file.text.trim();
  const isPython = /^python/i.test(text) || file.surroundings.facts.frameworks.includes("python");
  if (!isForHeroku(file) || !isPython) return [];
  return [...checkForm(file, text), deprecated(file, text)];
}

function checkForm(file: SmallFile, text: string): Problem[] {
  const version = text.startsWith("python-") ? text.slice("python-".length) : "";
  if (pythonVersion.test(version) && !version.endsWith("*")) {
    const ended = endOfLife(version);
    return ended ? [problem("python-version-end-of-life", wholeOf(file), ended)] : [];
  }
  const better = plainVersion(text);
  const message =
    "The Python buildpack reads python-3.13 or python-3.13.1 here, alone in the file, and stops the build at anything else.";
  const edits = [{ range: wholeOf(file), text: `python-${better}` }];
  const fixes = better === undefined ? [] : [{ title: `Change to python-${better}`, safe: true, edits }];
  return [problem("runtime-txt-form", wholeOf(file), message, { fixes })];
}

function deprecated(file: SmallFile, text: string): Problem {
  const version = plainVersion(text);
  const instead = version === undefined ? "" : `, with ${version} in it`;
  const message = `The Python buildpack says at each build that runtime.txt is deprecated. Use a file .python-version${instead}; as long as runtime.txt exists, it wins.`;
  return problem("runtime-txt-deprecated", wholeOf(file), message, { tag: "deprecated" });
}
