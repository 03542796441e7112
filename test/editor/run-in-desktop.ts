import { runTests } from "@vscode/test-electron";
import { root } from "../../scripts/processes.ts";
import type { TestFolder } from "./test-folder.ts";

/** Runs the bundled tests in a desktop VS Code, which is downloaded when it is not there yet; they print by themselves. */
export async function runInDesktop(tests: string, folder: TestFolder): Promise<string> {
  try {
    await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [
        folder.workspace,
        "--disable-extensions",
        "--disable-workspace-trust",
        "--user-data-dir",
        folder.dataDir,
      ],
      extensionTestsEnv: folder.env,
    });
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
