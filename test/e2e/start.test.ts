import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { root } from "../../scripts/processes.ts";
import { launchBrowser } from "../../scripts/vscode/browser.ts";
import { openHerokuView, rows, untilReady } from "./driver/driver.ts";

interface Ready {
  readonly vscodeUrl: string;
  readonly workspace: string;
  readonly sandbox: { readonly apiUrl: string; readonly token: string };
}

describe("npm start", () => {
  let folder: string;
  let started: ChildProcess;
  let ready: Ready;
  const printed: string[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-start-"));
    started = spawn(process.execPath, ["scripts/start.ts", "--no-open", "--json", "--port", "0", "--data", folder], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert.ok(started.stdout);
    const lines = createInterface({ input: started.stdout });
    lines.on("line", (line) => printed.push(line));
    await Promise.race([once(lines, "line"), once(started, "exit")]);
    ready = JSON.parse(printed[0] ?? "null");
  });

  after(async () => {
    if (started.exitCode === null && started.signalCode === null) {
      started.kill("SIGTERM");
      await once(started, "exit");
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test("opens VS Code on the sample project, signed in to a sandbox with apps", async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(ready.vscodeUrl);
      await untilReady(page);
      await page.locator(".explorer-folders-view .label-name", { hasText: "Procfile" }).waitFor();
      await openHerokuView(page);
      await page.locator(".part.sidebar .monaco-list-row").nth(2).waitFor({ timeout: 30_000 });
      assert.deepEqual((await rows(page)).map((row) => row.label).sort(), await appNames(ready));
    } finally {
      await browser.close();
    }
  });

  test("lets nobody in without the token, and no page of another site with it", async () => {
    const { origin, searchParams } = new URL(ready.vscodeUrl);
    const withToken = `${origin}/?tkn=${searchParams.get("tkn")}`;
    assert.equal((await fetch(`${origin}/`)).status, 403);
    assert.equal((await fetch(withToken, { redirect: "manual" })).status, 302);
    assert.equal((await fetch(withToken, { headers: { origin: "https://example.com" } })).status, 403);
    assert.equal(
      (await fetch(`${origin}/mint-key`, { method: "POST", headers: { origin: "https://example.com" } })).status,
      403,
    );
    assert.equal((await mintKey(ready.vscodeUrl, "")).status, 403);
    const key = await mintKey(ready.vscodeUrl, `vscode-tkn=${searchParams.get("tkn")}`);
    assert.equal((await key.arrayBuffer()).byteLength, 32);
  });

  test("prints one line, and leaves no process when it is stopped", {
    skip: process.platform === "win32",
  }, async () => {
    const all = tree(started.pid ?? 0);
    assert.ok(all.length >= 5, `${all.length} processes`);
    started.kill("SIGTERM");
    await once(started, "exit");
    assert.deepEqual(all.filter(isAlive), []);
    assert.equal(printed.length, 1);
  });
});

function mintKey(url: string, cookie: string): Promise<Response> {
  return fetch(new URL("/mint-key", url), { method: "POST", headers: { cookie } });
}

async function appNames({ sandbox }: Ready): Promise<string[]> {
  const answer = await fetch(`${sandbox.apiUrl}/apps`, {
    headers: { authorization: `Bearer ${sandbox.token}`, accept: "application/vnd.heroku+json; version=3" },
  });
  const apps = (await answer.json()) as { name: string }[];
  return apps.map((app) => app.name).sort();
}

/** A process and everything below it. */
function tree(top: number): number[] {
  const table = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = table.map((line) => line.trim().split(/\s+/).map(Number));
  const below = (pid: number): number[] => [
    pid,
    ...pairs.filter(([, parent]) => parent === pid).flatMap(([child]) => below(child ?? 0)),
  ];
  return below(top);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
