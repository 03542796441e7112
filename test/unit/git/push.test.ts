import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { type PushOptions, push } from "../../../src/git/push.ts";
import type { TransferLine } from "../../../src/git/transfer.ts";
import { groupMembers, processIds } from "../../../src/process/group.ts";
import { type GitServer, startGitServer, token } from "./git-server.ts";
import { createRepository, type Scratch } from "./scratch-repository.ts";

let server: GitServer;
let work: Scratch;

before(async () => {
  server = await startGitServer();
  work = await createRepository('it\'s a "folder" ');
});

after(async () => {
  await server.close();
  await work.remove();
});

function options(app: string, more: Partial<PushOptions> = {}): PushOptions & { readonly lines: TransferLine[] } {
  const lines: TransferLine[] = [];
  const url = `${server.url}/${app}.git`;
  const onLine = (line: TransferLine) => lines.push(line);
  return {
    git: work.git,
    repository: work.folder,
    url,
    refspec: "HEAD:refs/heads/main",
    token,
    onLine,
    lines,
    ...more,
  };
}

test("a push delivers the commit, and the lines of the hook without `remote: `", async () => {
  const repository = await server.addApp("lines", "echo '-----> Building'; printf '\\033[32m       done\\033[0m\\n'");
  const pushing = options("lines");
  assert.deepEqual(await push(pushing), { kind: "pushed" });
  const remote = pushing.lines.filter(({ from }) => from === "remote").map(({ text }) => text);
  assert.deepEqual(remote, ["-----> Building", "       done"]);
  const head = (await work.run("rev-parse", "HEAD")).trim();
  assert.equal((await readFile(path.join(repository, "refs/heads/main"), "utf8")).trim(), head);
});

test("a second push of the same commit is up to date", async () => {
  await server.addApp("twice");
  await push(options("twice"));
  assert.deepEqual(await push(options("twice")), { kind: "up-to-date" });
});

test("lines arrive while the hook still runs", async () => {
  const repository = await server.addApp("slow", "echo first; while [ ! -e go-on ]; do sleep 0.05; done; echo second");
  const texts: string[] = [];
  const result = push(
    options("slow", {
      onLine: ({ text }) => {
        texts.push(text);
        if (text === "first") void writeFile(path.join(repository, "go-on"), "");
      },
    }),
  );
  assert.deepEqual(await result, { kind: "pushed" });
  assert.ok(texts.includes("second"));
});

test("the token is in no argument, no file of the repository and no message", async () => {
  await server.addApp("secret");
  const pushing = options("secret");
  const result = await push(pushing);
  assert.ok(server.authorizations.some((value) => value?.startsWith("Basic ")));
  const config = await readFile(path.join(work.folder, ".git/config"), "utf8");
  const encoded = Buffer.from(`heroku:${token}`).toString("base64");
  for (const text of [config, JSON.stringify(result), JSON.stringify(pushing.lines)]) {
    assert.ok(!text.includes(token) && !text.includes(encoded));
  }
});

test("traces that would print the header are switched off, pairs that are there stay", async () => {
  await server.addApp("traced");
  const env = {
    ...work.git.env,
    GIT_TRACE_CURL: "1",
    GIT_CURL_VERBOSE: "1",
    GIT_TRACE2: "1",
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "http.extraHeader",
    GIT_CONFIG_VALUE_0: "X-Corporate: yes",
  };
  const pushing = options("traced", { git: { ...work.git, env } });
  assert.deepEqual(await push(pushing), { kind: "pushed" });
  assert.ok(!JSON.stringify(pushing.lines).includes("trace"));
});

test("a pre-push hook never sees the token", async () => {
  await server.addApp("hooked");
  const hook = path.join(work.folder, ".git/hooks/pre-push");
  await writeFile(hook, "#!/bin/sh\nenv > hook-env\nexit 1\n", { mode: 0o755 });
  assert.deepEqual(await push(options("hooked")), { kind: "pushed" });
  await rm(hook);
});

const rejections = [
  {
    name: "a failed build",
    hook: "echo '-----> Node.js app detected'; echo ' !     Push rejected, failed to compile Node.js app.'; echo ' !     Push failed'; exit 1",
    reason: "build-failed",
    message: /^The build failed: failed to compile Node.js app\.$/,
  },
  {
    name: "another hook",
    hook: "echo ' !     No more pushes today'; exit 1",
    reason: "hook-declined",
    message: /No more pushes today/,
  },
] as const;

for (const { name, hook, reason, message } of rejections) {
  test(`rejected: ${name}`, async () => {
    const app = reason;
    await server.addApp(app, hook);
    const result = await push(options(app));
    assert.equal(result.kind, "rejected");
    assert.ok(result.kind === "rejected" && result.reason === reason, JSON.stringify(result));
    assert.match(result.message, message);
  });
}

test("rejected: commits that are not in this branch; force overwrites them", async () => {
  await server.addApp("ahead");
  const other = await createRepository();
  await other.run("commit", "--quiet", "--allow-empty", "-m", "Theirs");
  await push(options("ahead", { repository: other.folder, git: other.git }));
  const result = await push(options("ahead"));
  assert.ok(result.kind === "rejected" && result.reason === "non-fast-forward", JSON.stringify(result));
  assert.deepEqual(await push(options("ahead", { force: true })), { kind: "pushed" });
  await other.remove();
});

const statuses = [
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "no-such-app"],
  [429, "rate-limited"],
  [500, "cut-off"],
] as const;

for (const [status, reason] of statuses) {
  test(`rejected: HTTP ${status} is ${reason}`, async () => {
    server.answerWith(status, { "WWW-Authenticate": "Basic" });
    const result = await push(options("lines"));
    server.answerWith(undefined);
    assert.ok(result.kind === "rejected" && result.reason === reason, JSON.stringify(result));
  });
}

test("rejected: a redirect is not followed with the token", async () => {
  const elsewhere = await startGitServer();
  server.answerWith(302, { Location: `${elsewhere.url}/lines.git/info/refs?service=git-receive-pack` });
  const result = await push(options("lines"));
  server.answerWith(undefined);
  assert.ok(result.kind === "rejected" && result.reason === "redirected", JSON.stringify(result));
  assert.deepEqual(elsewhere.authorizations, []);
  await elsewhere.close();
});

test("rejected: a wrong token", async () => {
  const result = await push(options("lines", { token: "wrong" }));
  assert.ok(result.kind === "rejected" && result.reason === "unauthorized", JSON.stringify(result));
});

test("rejected: nobody listens", async () => {
  const gone = await startGitServer();
  await gone.close();
  const result = await push(options("lines", { url: `${gone.url}/lines.git` }));
  assert.ok(result.kind === "rejected" && result.reason === "network", JSON.stringify(result));
});

test("a host that dies in the middle of a build: the push ends and says so", async () => {
  await server.addApp("dying", "echo '-----> Building'; sleep 30");
  const result = await push(options("dying", { onLine: ({ from }) => from === "remote" && server.kill() }));
  assert.ok(result.kind === "rejected" && result.reason === "cut-off", JSON.stringify(result));
  assert.match(result.message, /goes on without it/);
});

test("cancel ends git and everything it started", { skip: process.platform !== "linux" }, async () => {
  await server.addApp("endless", "echo '-----> Building'; sleep 30");
  const before = new Set(processIds());
  const start = performance.now();
  const cancel = new AbortController();
  let group: number[] = [];
  const result = await push(
    options("endless", {
      signal: cancel.signal,
      onLine: ({ from }) => {
        if (from !== "remote" || cancel.signal.aborted) return;
        group = processIds()
          .filter((pid) => !before.has(pid) && groupMembers(pid).length > 0)
          .flatMap(groupMembers);
        cancel.abort();
      },
    }),
  );
  assert.deepEqual(result, { kind: "cancelled" });
  assert.ok(performance.now() - start < 15_000, "git-remote-http was waited for");
  assert.ok(group.length >= 2, "git and git-remote-http were there");
  const commands = await Promise.all(group.map((pid) => readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "")));
  assert.deepEqual(
    commands.filter((command) => command.includes("endless.git") && command.includes("git-remote")),
    [],
  );
});

test("cancelled before it began", async () => {
  assert.deepEqual(await push(options("lines", { signal: AbortSignal.abort() })), { kind: "cancelled" });
});

test("plain http to another machine is refused before git is started", async () => {
  const result = await push(options("lines", { url: "http://example.com/lines.git" }));
  assert.equal(result.kind, "failed");
});
