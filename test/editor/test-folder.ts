import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { root } from "../../scripts/processes.ts";

/** A folder of its own for one run: workspace, home and editor data, gone afterwards. */
export interface TestFolder {
  readonly path: string;
  readonly workspace: string;
  readonly dataDir: string;
  readonly outcome: string;
  /** Keeps the run away from the account and the settings of the person who runs it. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

export async function withTestFolder(use: (folder: TestFolder) => Promise<void>): Promise<void> {
  const folder = await createTestFolder("heroku-workbench-editor-");
  try {
    await use(folder);
  } finally {
    await rm(folder.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function createTestFolder(prefix: string): Promise<TestFolder> {
  const base = await realpath(await mkdtemp(path.join(os.tmpdir(), prefix)));
  const home = path.join(base, "home");
  const workspace = path.join(base, "hello-node");
  await mkdir(home);
  await writeFile(
    path.join(home, ".gitconfig"),
    "[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n",
  );
  await cp(path.join(root, "test/apps/hello-node"), workspace, { recursive: true });
  const outcome = path.join(base, "outcome.json");
  const env = {
    HOME: home,
    USERPROFILE: home,
    HEROKU_API_KEY: "",
    HEROKU_HOST: "",
    HEROKU_WORKBENCH_TEST_OUTCOME: outcome,
  };
  return { path: base, workspace, dataDir: path.join(base, "data"), outcome, env };
}

/** What the tests reported; a run that ended without a report failed. */
export async function readOutcome(folder: TestFolder): Promise<Outcome> {
  try {
    return JSON.parse(await readFile(folder.outcome, "utf8")) as Outcome;
  } catch {
    return { passed: 0, failed: 1, failures: ["The editor tests ended without a report."] };
  }
}
