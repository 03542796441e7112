import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cleanEnvironment, leashed, root } from "../processes.ts";
import { quietSettings } from "../vscode/settings.ts";

export interface DesktopOptions {
  /** Settings and extensions of this window, apart from the person's own VS Code. */
  readonly dataDir: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Opens desktop VS Code with the extension as a window of its own; it ends when the window is closed. */
export async function startDesktop({
  dataDir,
  workspace,
  env,
}: DesktopOptions): Promise<{ ended: Promise<number>; stop(): Promise<void> }> {
  await writeSettings(dataDir);
  const userData = path.join(dataDir, "user");
  const args = [
    ...["--new-window", "--wait", "--disable-workspace-trust", "--user-data-dir", userData],
    ...["--extensions-dir", path.join(dataDir, "extensions"), `--extensionDevelopmentPath=${root}`, workspace],
  ];
  const window = leashed(findCode(), args, { env: { ...cleanEnvironment(), ...env } });
  const stop = async (): Promise<void> => {
    await endMainProcess(userData);
    await window.stop();
  };
  return { ended: window.ended, stop };
}

/** On Windows `code` is a batch file; the program beside it takes the same arguments without a shell in between. */
function findCode(): string {
  const windows = process.platform === "win32";
  const names = windows ? ["../Code.exe", "../Code - Insiders.exe"] : ["code", "code-insiders", "codium"];
  const folders = (process.env["PATH"] ?? process.env["Path"] ?? "").split(path.delimiter);
  const found = folders
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    "Desktop VS Code was not found: `code` is not in PATH. In VS Code run \"Shell Command: Install 'code' command in PATH\", or leave out --desktop.",
  );
}

/** The command line tool only starts the window's main process, whose id VS Code keeps in this file. */
async function endMainProcess(userData: string): Promise<void> {
  const pid = Number(await readFile(path.join(userData, "code.lock"), "utf8").catch(() => "0"));
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (process.platform === "win32") {
    spawnSync("taskkill.exe", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  for (let tries = 0; tries < 100 && signal(pid, tries === 0 ? "SIGTERM" : 0); tries += 1) await sleep(50);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function writeSettings(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "user/User/settings.json");
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(quietSettings, null, 2)}\n`);
}
