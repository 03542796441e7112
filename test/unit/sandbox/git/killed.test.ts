import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { processIds } from "../../../../src/process/group.ts";
import { writeFiles } from "../builds/build-room.ts";

type Ready = { apiUrl: string; token: string };

const program = path.join(import.meta.dirname, "../../../../src/cli/sandbox.ts");

async function startSandbox(t: TestContext, data: string): Promise<Ready & { child: ChildProcess }> {
  const child = spawn(process.execPath, [program, "--port", "0", "--data", data, "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  t.after(() => child.kill());
  const [line] = await once(createInterface({ input: child.stdout ?? assert.fail() }), "line");
  return { child, ...(JSON.parse(String(line)) as Ready) };
}

async function callApi({ apiUrl, token }: Ready, method: string, place: string, body?: object) {
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: "application/vnd.heroku+json; version=3",
    "Content-Type": "application/json",
  };
  const response = await fetch(apiUrl + place, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return (await response.json()) as { status: string }[];
}

/** Processes that were started with something of this folder in their environment or arguments. */
async function processesOf(folder: string): Promise<string[]> {
  const read = (pid: number, file: string) => fs.readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
  const texts = await Promise.all(
    processIds().map(async (pid) => `${await read(pid, "cmdline")}\0${await read(pid, "environ")}`),
  );
  return texts.filter((text) => text.includes(folder));
}

test("a sandbox killed in the middle of a push leaves no process, no release and a failed build", async (t) => {
  if (process.platform !== "linux") return t.skip("counts processes in /proc");
  const root = await fs.mkdtemp(path.join(os.tmpdir(), "killed-"));
  t.after(() => fs.rm(root, { recursive: true, force: true }));
  const data = path.join(root, "data");
  const pack = await writeFiles(path.join(root, "pack"), {
    "bin/detect": "#!/bin/sh\necho Endless\n",
    "bin/compile": "#!/bin/sh\necho it waits\nsleep 1000 & wait\n",
  });
  const sandbox = await startSandbox(t, data);
  await callApi(sandbox, "POST", "/apps", { name: "shop" });
  await callApi(sandbox, "PUT", "/apps/shop/buildpack-installations", {
    updates: [{ buildpack: pathToFileURL(pack).href }],
  });
  const work = await writeFiles(path.join(root, "work"), { a: "" });
  const identity = {
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@b",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@b",
  };
  const options = {
    cwd: work,
    env: { PATH: process.env["PATH"], GIT_CONFIG_GLOBAL: "/dev/null", GIT_TERMINAL_PROMPT: "0", ...identity },
  };
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "--all"],
    ["commit", "--quiet", "--message=x"],
  ]) {
    await promisify(execFile)("git", args, options);
  }
  const credentials = Buffer.from(`:${sandbox.token}`).toString("base64");
  const header = `http.extraHeader=Authorization: Basic ${credentials}`;
  const push = execFile("git", ["-c", header, "push", `${sandbox.apiUrl}/shop.git`, "main"], options);
  let seen = "";
  for await (const chunk of push.stderr ?? []) {
    seen += chunk;
    if (/it waits/.test(seen)) sandbox.child.kill("SIGKILL");
  }
  assert.match(seen, /it waits[\s\S]*error: |it waits[\s\S]*fatal: /);
  const deadline = Date.now() + 15_000;
  while ((await processesOf(data)).length > 0 && Date.now() < deadline) await wait(50);
  assert.deepEqual(await processesOf(data), []);

  const again = await startSandbox(t, data);
  const builds = await callApi(again, "GET", "/apps/shop/builds");
  assert.deepEqual(
    builds.map(({ status }) => status),
    ["failed"],
  );
  const releases = await callApi(again, "GET", "/apps/shop/releases");
  assert.equal(releases.length, 2);
  again.child.kill();
  await once(again.child, "exit");
});
