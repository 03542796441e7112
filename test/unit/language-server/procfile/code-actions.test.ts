import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CodeAction } from "vscode-languageserver";
import { noFacts, type Suggestion } from "../../../../src/language/project-facts.ts";
import type { ProcfileContext } from "../../../../src/language-server/contexts.ts";
import type { ActionQuestion } from "../../../../src/language-server/fix-actions.ts";
import { procfileCodeActions } from "../../../../src/language-server/procfile/code-actions.ts";
import { checkProcfile } from "../../../../src/procfile/check-procfile.ts";
import { applyEdits } from "../apply-edits.ts";
import { type Around, procfileContext } from "../context-of.ts";
import { procfileTexts, runs } from "../procfile-texts.ts";

const everything: ActionQuestion = {
  range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } },
  context: { diagnostics: [], triggerKind: 1 },
};

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title);
}

function after(context: ProcfileContext, action: CodeAction | undefined): string {
  return applyEdits(context.text.getText(), action?.edit?.changes?.[context.uri] ?? []);
}

function take(context: ProcfileContext, title: string | RegExp, question = everything): string {
  const action = procfileCodeActions(context, question).find((each) => {
    return typeof title === "string" ? each.title === title : title.test(each.title);
  });
  assert.ok(action, `no action ${title}`);
  return after(context, action);
}

test("a missing space before a name is fixed, and the fix names its diagnostic", () => {
  const context = procfileContext("web : ./server $PORT\n");
  const [problem] = checkProcfile(context.document, context.surroundings);
  assert.ok(problem);
  const diagnostic = { code: problem.code, range: problem.range, message: problem.message };
  const question = { ...everything, range: problem.range, context: { diagnostics: [diagnostic] } };
  const [fix] = procfileCodeActions(context, question);
  assert.deepEqual([fix?.kind, fix?.isPreferred, fix?.diagnostics], ["quickfix", true, [diagnostic]]);
  assert.equal(after(context, fix), "web: ./server $PORT\n");
});

test("all safe fixes of the file are one source action", () => {
  const context = procfileContext("web : ./server $PORT\nworker : ./work\n");
  const question = { ...everything, context: { diagnostics: [], only: ["source.fixAll"] } };
  const actions = procfileCodeActions(context, question);
  assert.deepEqual(
    actions.map(({ kind }) => kind),
    ["source.fixAll.herokuWorkbench"],
  );
  assert.equal(after(context, actions[0]), "web: ./server $PORT\nworker: ./work\n");
});

test("all problems of one code are fixed from any of them", () => {
  const context = procfileContext("web : ./server $PORT\nworker : ./work\n");
  const question = { ...everything, range: { start: { line: 1, character: 3 }, end: { line: 1, character: 7 } } };
  assert.equal(take(context, /^Fix all of /, question), "web: ./server $PORT\nworker: ./work\n");
});

test("a problem is silenced on its line, in its file and in the settings", () => {
  const text = "# top\r\nweb : ./server $PORT\r\n";
  const context = procfileContext(text);
  for (const title of [/^Silence .* on this line$/, /^Silence .* in this file$/]) {
    const silenced = procfileContext(take(context, title));
    const before = checkProcfile(context.document, context.surroundings);
    assert.equal(checkProcfile(silenced.document, silenced.surroundings).length, before.length - 1);
    assert.ok(!/[^\r]\n/.test(silenced.text.getText()), "line ends are kept");
  }
  const off = procfileCodeActions(context, everything).find(({ title }) => title.startsWith("Turn "));
  assert.equal(off?.command?.command, "herokuWorkbench.problems.turnOff");
});

test("a second code joins the comment that stands there", () => {
  const context = procfileContext("# heroku-workbench-disable-next-line x\nweb : ./server $PORT\n");
  assert.match(take(context, /on this line$/), /^# heroku-workbench-disable-next-line x \S+\nweb : /);
});

const migrate: Suggestion = { type: "release", command: "rails db:migrate", why: "Rails", source: "framework" };
const puma: Suggestion = { type: "web", command: "puma -p $PORT", why: "Rails", source: "framework" };
const rails: Around = { facts: { suggestions: [puma, migrate] } };

test("migrations and a web line are offered where they are missing", () => {
  const context = procfileContext("web: ./server $PORT", rails);
  assert.equal(take(context, /^Add release/), "web: ./server $PORT\nrelease: rails db:migrate\n");
  assert.ok(!titles(procfileCodeActions(context, everything)).some((title) => title.startsWith("Add web")));
  assert.equal(take(procfileContext("", rails), "Add web: puma -p $PORT"), "web: puma -p $PORT\n");
});

test("new lines are not offered while the cursor only moves", () => {
  const question = { ...everything, context: { diagnostics: [], triggerKind: 2 as const } };
  const offered = titles(procfileCodeActions(procfileContext("worker: x\n", rails), question));
  assert.ok(!offered.some((title) => title.startsWith("Add ")));
});

test("package.json's start script becomes the web line", () => {
  const place = { file: "package.json", range: everything.range };
  const npmScripts = new Map([["start", { command: "node server.js", place }]]);
  const context = procfileContext("worker: x\n", { facts: { ...noFacts, npmScripts } });
  assert.equal(take(context, /^Extract package.json/), "worker: x\nweb: node server.js\n");
});

test("commands of docker-compose become lines, the first of two of one name", () => {
  const service = (type: string, command: string): Suggestion => ({ type, command, why: "", source: "docker-compose" });
  const suggestions = [service("api", "node api"), service("jobs", "node jobs"), service("jobs", "other")];
  const context = procfileContext("web: x $PORT\n", { facts: { suggestions } });
  assert.equal(take(context, /^Convert 2 commands/), "web: x $PORT\napi: node api\njobs: node jobs\n");
});

test("every edit of every action of any document applies", () => {
  fc.assert(
    fc.property(procfileTexts, (text) => {
      const context = procfileContext(text, rails);
      for (const action of procfileCodeActions(context, everything)) after(context, action);
    }),
    { numRuns: runs },
  );
});

test("fixing all of a file's safe problems leaves nothing more to fix after a few rounds", () => {
  const fixAll = { ...everything, context: { diagnostics: [], only: ["source.fixAll.herokuWorkbench"] } };
  fc.assert(
    fc.property(procfileTexts, (text) => {
      let context = procfileContext(text);
      for (let round = 0; round < 20; round++) {
        const [action] = procfileCodeActions(context, fixAll);
        if (!action) return;
        context = procfileContext(after(context, action));
      }
      assert.fail(`still fixing: ${JSON.stringify(text)}`);
    }),
    { numRuns: runs },
  );
});
