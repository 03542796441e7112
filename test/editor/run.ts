// `node test/editor/run.ts [--desktop] [PART_OF_A_FILE_NAME…]` runs the tests of this folder inside a real VS Code.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { writeCounts } from "../../scripts/counts.ts";
import { root } from "../../scripts/processes.ts";
import { bundleEditorTests } from "./bundle.ts";
import { runInDesktop } from "./run-in-desktop.ts";
import { runInServer } from "./run-in-server.ts";
import { readOutcome, withTestFolder } from "./test-folder.ts";

const args = process.argv.slice(2);
const only = args.filter((arg) => !arg.startsWith("--"));
const tests = await bundleEditorTests(only);

await withTestFolder(async (folder) => {
  const printed = await (args.includes("--desktop") ? runInDesktop : runInServer)(tests, folder);
  const { passed, failed, failures } = await readOutcome(folder);
  const log = path.join(root, "out/editor-tests.log");
  await writeFile(log, printed);
  for (const failure of failures) process.stdout.write(`${failure}\n\n`);
  if (passed + failed === failures.length) process.stdout.write(`${printed.slice(-8000)}\n`);
  process.stdout.write(
    `editor: ${passed} passed, ${failed} failed (everything printed: ${path.relative(root, log)})\n`,
  );
  await writeCounts({ passed, failed });
  process.exitCode = failed === 0 ? 0 : 1;
});
