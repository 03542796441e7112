import { writeFile } from "node:fs/promises";
import loadTests from "editor-tests";
import Mocha from "mocha";

/** VS Code calls this in the extension host; the outcome goes to the file that the runner named. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: "spec", color: false, forbidOnly: true });
  onlyOurOwn(Mocha.Runner.prototype as Mocha.Runner & UncaughtTaker);
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

interface UncaughtTaker {
  _uncaught?: (error: unknown) => void;
}

/**
 * VS Code's own extensions live in the same process, and what they leave uncaught (git's, when a folder is gone) would
 * fail whichever test is running.
 */
function onlyOurOwn(runner: UncaughtTaker): void {
  const own = runner._uncaught;
  if (own === undefined) throw new Error("Mocha takes uncaught errors in another way than it used to.");
  runner._uncaught = function (error) {
    if (error instanceof Error && isOfVscode(error))
      process.stdout.write(`An extension of VS Code's own failed: ${error.message}\n`);
    else own.call(this, error);
  };
}

function isOfVscode({ stack = "" }: Error): boolean {
  return /[\\/]vscode[\\/]extensions[\\/]|[\\/]resources[\\/]app[\\/]extensions[\\/]/.test(stack);
}

async function report(outcome: { passed: number; failed: number; failures: readonly string[] }): Promise<void> {
  const file = process.env["HEROKU_WORKBENCH_TEST_OUTCOME"];
  if (file) await writeFile(file, JSON.stringify(outcome));
}
