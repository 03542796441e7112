import { writeFile } from "node:fs/promises";
import loadTests from "editor-tests";
import Mocha from "mocha";

/** VS Code calls this in the extension host; the outcome goes to the file that the runner named. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: "spec", color: false, forbidOnly: true });
  // Gives the tests `describe` and `it`, which they look for when they are loaded.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  for (const load of loadTests) await load();
  const failures: string[] = [];
  let passed = 0;
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", () => {
        passed += 1;
      })
      .on("fail", (test, error) => failures.push(`${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
  await report({ passed, failed: failures.length, failures });
  if (failures.length > 0) throw new Error(`${failures.length} editor tests failed`);
}

async function report(outcome: { passed: number; failed: number; failures: readonly string[] }): Promise<void> {
  const file = process.env["HEROKU_WORKBENCH_TEST_OUTCOME"];
  if (file) await writeFile(file, JSON.stringify(outcome));
}
