import type { Problem } from "../../language/problem.ts";
import { inLine, type Range } from "../../language/text.ts";
import { cnbName, cnbNameLength } from "../readers/cnb.ts";
import type { ProcessLine } from "../syntax.ts";
import { fix, found } from "./found.ts";
import { trailingComment } from "./trailing-comment.ts";

/** What other readers than foreman make otherwise of a process, as if it were line 0. */
export function checkProcessLine(line: ProcessLine): Problem[] {
  return [...checkName(line), ...checkGap(line), ...checkComment(line), ...checkEnd(line)];
}

function checkName({ name: { text, start, end } }: ProcessLine): Problem[] {
  if (text.length <= cnbNameLength && ordinary.test(text) && !Object.hasOwn(reserved, text)) return [];
  const range = inLine(0, start, end);
  return [...checkLength(text, range), ...checkFir(text, range), ...checkReserved(text, range)];
}

/** Every reader takes such a name as it is. */
const ordinary = /^[a-z0-9]+$/;

function checkLength(name: string, range: Range): Problem[] {
  const has = `this one has ${name.length}`;
  if (name.length > platformNameLength) {
    return [found("name-too-long", range, `Heroku takes at most ${platformNameLength} characters in a name; ${has}.`)];
  }
  if (name.length <= cnbNameLength) return [];
  const message = `Heroku (Fir) refuses the whole file for a name of more than ${cnbNameLength} characters; ${has}.`;
  return [found("name-too-long-for-fir", range, message)];
}

/** The pattern of a formation's type in the Platform API's schema: `^[-\w]{1,128}$`. */
const platformNameLength = 128;

function checkFir(name: string, range: Range): Problem[] {
  if (name.length > cnbNameLength) return [];
  const onFir = cnbName(name);
  if (onFir === undefined) {
    const message = 'Heroku (Fir) refuses the whole file for a name that starts or ends with "-" or "_".';
    return [found("name-refused-by-fir", range, message)];
  }
  if (onFir === name) return [];
  const fixes = [fix(`Rename to ${onFir}`, range, onFir, { safe: false })];
  const special = specialTypes[onFir];
  if (special) {
    const message = `Heroku (Cedar) ${special} ${onFir}, and ${name} is another type.`;
    return [found("case-of-special-type", range, message, { fixes })];
  }
  return [found("name-changed-by-fir", range, `Heroku (Fir) calls this process type ${onFir}.`, { fixes })];
}

const specialTypes: Readonly<Record<string, string>> = {
  web: "sends HTTP requests only to",
  release: "runs in the release phase only",
};

function checkReserved(name: string, range: Range): Problem[] {
  const why = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
  return why === undefined ? [] : [found("reserved-name", range, why)];
}

const reserved: Readonly<Record<string, string>> = {
  run: "Heroku calls one-off dynos run.1234, so the dynos of this process type are hard to tell from them in logs and lists.",
  all: "foreman, forego and overmind mean every process type by all in a formation, so this one cannot be scaled alone.",
};

function checkGap({ colon, command }: ProcessLine): Problem[] {
  if (command.start > colon + 1) return [];
  const message = "overmind and hivemind pass over a line without a space after its colon; the other readers take it.";
  const fixes = [fix("Add a space after the colon", inLine(0, colon + 1, colon + 1), " ", { safe: true })];
  return [found("no-space-after-colon", inLine(0, colon, colon + 1), message, { fixes })];
}

function checkComment({ command }: ProcessLine): Problem[] {
  const at = trailingComment(command.text);
  if (at === undefined) return [];
  const comment = command.text.slice(at);
  const kept = command.text.slice(0, at).trimEnd();
  const range = inLine(0, command.start + at, command.end);
  const message = "To every reader this comment is a part of the command; only a shell drops it.";
  const above = { range: inLine(0, 0, 0), text: `${comment}\n` };
  const cut = { range: inLine(0, command.start + kept.length, command.end), text: "" };
  const fixes = [{ title: "Move the comment to a line of its own", edits: [above, cut], safe: false }];
  return [found("trailing-comment", range, message, { fixes })];
}

function checkEnd({ text, command }: ProcessLine): Problem[] {
  if (command.end === text.length) return [];
  const range = inLine(0, command.end, text.length);
  const message = "foreman, honcho, overmind and forego keep the white space at the end of a command.";
  const fixes = [fix("Remove the white space", range, "", { safe: true })];
  return [found("trailing-space", range, message, { fixes, tag: "unnecessary" })];
}
