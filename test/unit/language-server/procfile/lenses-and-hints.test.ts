import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkedApp } from "../../../../src/language/linked-app.ts";
import { defaultSettings } from "../../../../src/language/settings.ts";
import { procfileCodeLenses } from "../../../../src/language-server/procfile/code-lenses.ts";
import { procfileInlayHints } from "../../../../src/language-server/procfile/inlay-hints.ts";
import { type Around, procfileContext, uriOf } from "../context-of.ts";

const text = "# all\nrelease: migrate\nweb: puma\nworker: PORT=1 work\nnew: x\nweb: last\n";
const app: LinkedApp = {
  name: "shop",
  configVars: [],
  processes: [
    { type: "web", quantity: 2, size: "Standard-1X", dynos: [] },
    { type: "worker", quantity: 0, size: "Basic", dynos: [] },
    { type: "release", quantity: 0, size: "Basic", dynos: [] },
  ],
};
const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

function lenses(around: Around): string[] {
  const rows: string[][] = [];
  for (const { range, command } of procfileCodeLenses(procfileContext(text, around))) {
    rows[range.start.line] = [...(rows[range.start.line] ?? []), command?.title ?? ""];
  }
  return rows.map((row) => row.join(" · "));
}

test("without an app a process can be run and debugged", () => {
  assert.deepEqual(lenses({}).slice(1, 3), ["Run · Debug", "Run · Debug"]);
});

test("what the linked app runs can be scaled and followed, except that a release is never scaled", () => {
  assert.deepEqual(lenses({ app }).slice(1, 5), [
    "Run · Debug · Logs",
    "Run · Debug · Scale (×2 Standard-1X) · Logs",
    "Run · Debug · Scale (off) · Logs",
    "Run · Debug",
  ]);
});

test("a lens carries the file and the type", () => {
  const lens = procfileCodeLenses(procfileContext(text))[2];
  assert.deepEqual(lens?.command?.arguments, [{ uri: uriOf("Procfile"), type: "web" }]);
});

test("lenses and hints can be switched off", async () => {
  const procfile = { ...defaultSettings.procfile, codeLenses: false, inlayHints: false };
  const context = procfileContext(text, { settings: { procfile } });
  assert.deepEqual([procfileCodeLenses(context), await procfileInlayHints(context, all)], [[], []]);
});

test("ports are foreman's, of a name that comes twice on the last line, and not where the command sets its own", async () => {
  const hints = await procfileInlayHints(procfileContext(text), all);
  assert.deepEqual(
    hints.map(({ position, label }) => [position.line, label]),
    [
      [4, ":5300"],
      [5, ":5400"],
    ],
  );
});

test("ports count from PORT of .env", async () => {
  const dotenvKeys = new Map([["PORT", { file: ".env", range: all }]]);
  const labels = async (env: string) => {
    const context = procfileContext("web: x\nb: y\n", { facts: { dotenvKeys }, files: { ".env": env } });
    return (await procfileInlayHints(context, all)).map(({ label }) => label);
  };
  assert.deepEqual(await labels("PORT='3000'\n"), [":3000", ":3100"]);
  for (const wrong of ["PORT=\n", "PORT=x\n", "PORT=70000\n"])
    assert.deepEqual(await labels(wrong), [":5000", ":5100"]);
});

test("hints of a range are those of its lines", async () => {
  const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 1 } };
  assert.deepEqual((await procfileInlayHints(procfileContext(text), range)).length, 1);
});
