import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import fc from "fast-check";
import type { ExportRequest } from "../../../../src/runner/export/export-request.ts";
import { shellEnvFile, withEnvFile } from "../../../../src/runner/export/shell-env-file.ts";
import { shellQuote } from "../../../../src/runner/export/shell-quote.ts";
import { makeFolder } from "../../project/folder.ts";
import { hostileValues, requestOf } from "./request.ts";

const run = promisify(execFile);

test("no file and no word more where there are no variables", () => {
  const request = requestOf({ web: "x" }, { variables: { PORT: "8000", PS: "mine" } });
  assert.deepEqual(shellEnvFile(request), []);
  assert.equal(withEnvFile("x", request), "x");
});

const posix = { skip: process.platform === "win32" };

test("a shell reads every value back, and the command runs with it", posix, async (context) => {
  const folder = await makeFolder(context, {});
  const request = requestOf({ web: "x" }, { variables: hostileValues, folder: path.join(folder) });
  await writeFiles(request);
  const command = withEnvFile(`exec "${process.execPath}" -p 'JSON.stringify(process.env)'`, request);
  const { stdout } = await run("/bin/sh", ["-c", command], { env: {} });
  const env = JSON.parse(stdout);
  for (const [name, value] of Object.entries(hostileValues)) assert.equal(env[name], value);
});

test("without the file the command does not run", posix, async (context) => {
  const folder = await makeFolder(context, {});
  const command = withEnvFile("echo ran", requestOf({ web: "x" }, { variables: { A: "1" }, folder }));
  await assert.rejects(run("/bin/sh", ["-c", command]), ({ stdout, stderr }) => {
    assert.equal(stdout, "");
    return stderr.includes("shop.env.sh");
  });
});

test("any words reach a shell as they are", posix, async () => {
  const words = fc.array(
    fc.string({ unit: "binary" }).map((word) => word.replaceAll("\0", "").toWellFormed()),
    {
      maxLength: 8,
    },
  );
  await fc.assert(
    fc.asyncProperty(words, async (all) => {
      const { stdout } = await run("/bin/sh", ["-c", `printf '%s\\0' ${all.map(shellQuote).join(" ")}`]);
      assert.deepEqual(stdout.split("\0").slice(0, -1), all.length === 0 ? [""] : all);
    }),
    { numRuns: 60 },
  );
});

async function writeFiles(request: ExportRequest): Promise<void> {
  for (const { name, text } of shellEnvFile(request)) await writeFile(path.join(request.folder, name), text);
}
