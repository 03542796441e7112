import type { Problem } from "../../language/problem.ts";
import { inLine, type Range } from "../../language/text.ts";
import { inside, problem, type SmallFile } from "./small-file.ts";

/** `.slugignore`: patterns of git without negation; https://devcenter.heroku.com/articles/slug-compiler */
export function checkSlugignore({ lines }: SmallFile): Problem[] {
  return lines.flatMap((line, number) => {
    const mark = number === 0 && line.startsWith("\uFEFF");
    const pattern = (mark ? line.slice(1) : line).trim();
    if (pattern === "" || pattern.startsWith("#")) return [];
    return [...(mark ? [byteOrderMark()] : []), ...checkPattern(pattern, line, number)];
  });
}

function byteOrderMark(): Problem {
  const range = inLine(0, 0, 1);
  const message = "A byte order mark comes before the first pattern, which then matches nothing.";
  return problem("slugignore-byte-order-mark", range, message, {
    fixes: [{ title: "Remove the byte order mark", safe: true, edits: [{ range, text: "" }] }],
  });
}

function checkPattern(pattern: string, line: string, number: number): Problem[] {
  const range = inside(line, number);
  const fixes = [{ title: "Remove this line", safe: false, edits: [{ range: wholeLine(number), text: "" }] }];
  if (pattern.startsWith("!")) {
    const message = "The slug compiler knows no negation: this line brings no file back.";
    return [problem("slugignore-negation", range, message, { fixes })];
  }
  const removed = [...needed].find(([file]) => removes(pattern, file));
  if (!removed) return [];
  const message = `This pattern removes ${removed[0]} before the buildpack runs: ${removed[1]}.`;
  return [problem("slugignore-needed-file", range, message, { fixes })];
}

function wholeLine(number: number): Range {
  return { start: { line: number, character: 0 }, end: { line: number + 1, character: 0 } };
}

const without = "the buildpack does not recognise the project, or installs nothing";

const needed: ReadonlyMap<string, string> = new Map([
  ["Procfile", "the app has no process types"],
  ...["package.json", "requirements.txt", "Gemfile", "Gemfile.lock", "go.mod", "pom.xml", "composer.json"].map(
    (file) => [file, without] as const,
  ),
]);

/** Only what is sure: the name itself, everything, or everything with an ending, in the root or at any depth. */
function removes(pattern: string, file: string): boolean {
  const bare = pattern.replace(/^\/|^\*\*\//, "");
  if (bare === file || bare === "*" || bare === "**" || bare === ".") return true;
  return bare.startsWith("*.") && !/[*?[\]/]/.test(bare.slice(1)) && file.endsWith(bare.slice(1));
}
