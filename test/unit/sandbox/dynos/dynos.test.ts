import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { startTime } from "../../../../src/process/group.ts";
import { openDynoRoom } from "./dyno-room.ts";

const options = { timeout: 30_000, skip: process.platform === "win32" ? "the programs are POSIX shell" : false };

test("a web dyno comes up when it takes requests", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ web: "node web.mjs" });
  assert.deepEqual(room.dynos.webDynos(room.app.id), []);
  const [web] = await room.settled("web.1 up");
  assert.equal(room.dynos.webDynos(room.app.id), room.dynos.webDynos(room.app.id));
  assert.deepEqual(room.dynos.webDynos(room.app.id), [web]);
  const answer = await fetch(`http://127.0.0.1:${web?.port}/there`);
  assert.equal(await answer.text(), "web.1 /there\n");
  const [starting, ...rest] = await room.logged("listening");
  assert.equal(starting, "heroku[web.1]: Starting process with command `node web.mjs`");
  assert.deepEqual(rest.sort(), [
    `app[web.1]: listening on ${web?.port}`,
    "heroku[web.1]: State changed from starting to up",
  ]);
});

test("a dyno gets its config vars, profile and nothing of the sandbox's", options, async () => {
  await using room = await openDynoRoom({}, { ...process.env, SECRET_OF_SANDBOX: "x" });
  const files = {
    ".profile.d/a b.sh": "export FROM_PROFILE_D=$GREETING-d; set -- gone\n",
    ".profile": "export FROM_PROFILE=yes\n",
    "main.sh": 'echo "$GREETING $FROM_PROFILE_D $FROM_PROFILE $DYNO"; [ "$HOME" = "$PWD" ]; echo "home $?"; env\n',
  };
  await room.deploy({ worker: "bash main.sh; exec sleep 600" }, { GREETING: "grüße", HOME: "/no", DYNO: "no" }, files);
  await room.logged("app[worker.1]: PATH=");
  await room.logged("app[worker.1]: home 0");
  assert.ok(room.lines.includes("app[worker.1]: grüße grüße-d yes worker.1"), room.lines.join("\n"));
  assert.doesNotMatch(room.lines.join("\n"), /SECRET_OF_SANDBOX|PORT=/);
});

test("scaling starts and stops the highest numbers", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "sleep 600" });
  room.scale("worker", 3);
  const [first] = await room.settled("worker.1 up", "worker.2 up", "worker.3 up");
  room.scale("worker", 1);
  assert.deepEqual(await room.settled("worker.1 up"), [first]);
  const lines = await room.logged("Process exited with status 143", 2);
  const third = lines.filter((line) => line.startsWith("heroku[worker.3]"));
  assert.deepEqual(third.slice(2), [
    "heroku[worker.3]: State changed from up to down",
    "heroku[worker.3]: Stopping all processes with SIGTERM",
    "heroku[worker.3]: Process exited with status 143",
  ]);
});

test("a new release starts new dynos as soon as the old are told to stop", options, async () => {
  await using room = await openDynoRoom({ shutdownGrace: 1000 });
  await room.deploy({ worker: "node ignores-sigterm.mjs" });
  const [old] = await room.settled("worker.1 up");
  await room.logged("ready");
  room.release(room.store.releases.current(room.app.id)?.slugId ?? "", { NEW: "1" });
  const [fresh] = await room.settled("worker.1 up");
  assert.notEqual(fresh?.id, old?.id);
  assert.equal(fresh?.releaseVersion, (old?.releaseVersion ?? 0) + 1);
  assert.ok(!room.lines.some((line) => line.includes("exited")));
  const lines = await room.logged("Process exited with status 137");
  for (const line of [
    "Restarting",
    "State changed from up to starting",
    "Stopping all processes with SIGTERM",
    "Error R12 (Exit timeout) -> At least one process failed to exit within 1 seconds of SIGTERM",
    "Stopping remaining processes with SIGKILL",
  ])
    assert.ok(lines.includes(`heroku[worker.1]: ${line}`), line);
});

test("what stays the same is not restarted", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "sleep 600", clock: "sleep 600" });
  const before = await room.settled("clock.1 up", "worker.1 up");
  room.scale("worker", 2);
  const after = await room.settled("clock.1 up", "worker.1 up", "worker.2 up");
  assert.deepEqual(after.slice(0, 2), before);
});

test("a dyno that never binds is killed with R10", options, async () => {
  await using room = await openDynoRoom({ bootTimeout: 300 });
  await room.deploy({ web: "node binds-late.mjs" });
  const lines = await room.logged("State changed from starting to crashed");
  assert.deepEqual(lines.slice(0, 5), [
    "heroku[web.1]: Starting process with command `node binds-late.mjs`",
    "heroku[web.1]: Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 0.3 seconds of launch",
    "heroku[web.1]: Stopping process with SIGKILL",
    "heroku[web.1]: Process exited with status 137",
    "heroku[web.1]: State changed from starting to crashed",
  ]);
});

test("a dyno that binds late still comes up", options, async () => {
  await using room = await openDynoRoom({ bootTimeout: 20_000 });
  await room.deploy({ web: "node binds-late.mjs 400" });
  await room.settled("web.1 up");
});

test("a crash is followed by one start at once, then by the waiting time, until a new release", options, async () => {
  await using room = await openDynoRoom({ crashBackoff: [3_600_000] });
  await room.deploy({ worker: "node exits-with.mjs 3" });
  await room.logged("State changed from up to crashed", 2);
  assert.deepEqual(
    room.lines.filter((line) => /exited|crashed/.test(line)),
    [
      "heroku[worker.1]: Process exited with status 3",
      "heroku[worker.1]: State changed from up to crashed",
      "heroku[worker.1]: State changed from crashed to starting",
      "heroku[worker.1]: Process exited with status 3",
      "heroku[worker.1]: State changed from up to crashed",
    ],
  );
  await room.settled("worker.1 crashed");
  room.release(room.store.releases.current(room.app.id)?.slugId ?? "");
  await room.logged("State changed from up to crashed", 4);
  assert.ok(!room.lines.some((line) => line.includes("SIGTERM")));
});

for (const [what, command, status] of [
  ["a signal", "node exits-with.mjs 0 SIGSEGV", 139],
  ["no such command", "no-such-command", 127],
  ["success", "true", 0],
] as const) {
  test(`ending by ${what} is status ${status}`, options, async () => {
    await using room = await openDynoRoom();
    await room.deploy({ worker: command });
    await room.logged(`Process exited with status ${status}`, 2);
    await room.settled("worker.1 crashed");
  });
}

test("a restart replaces, a stop too, and a stranger is left alone", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "sleep 600", clock: "sleep 600" });
  const [clock, worker] = await room.settled("clock.1 up", "worker.1 up");
  room.dynos.restart(room.app.id, { kind: "type", type: "worker" });
  const [sameClock, newWorker] = await room.settled("clock.1 up", "worker.1 up");
  assert.equal(sameClock, clock);
  assert.notEqual(newWorker?.id, worker?.id);
  room.dynos.stop(room.app.id, { kind: "dyno", dyno: "clock.1" });
  const [newClock] = await room.settled("clock.1 up", "worker.1 up");
  assert.notEqual(newClock?.id, clock?.id);
  await room.logged("Process exited with status 143", 2);
});

test("what a dyno leaves behind ends with it", options, async () => {
  await using room = await openDynoRoom({ crashBackoff: [3_600_000] });
  await room.deploy({ worker: "sh leaves-child.sh", clock: "node leaves-group.mjs" });
  await room.logged("State changed from up to crashed", 4);
  assert.equal(room.lines.filter((line) => /^app.*: \d+$/.test(line)).length, 4);
  assert.deepEqual(room.running(), []);
});

test("a dyno without output is a dyno", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "sh closes-stdout.sh" });
  await room.logged("closing");
  await room.settled("worker.1 up");
});

test("the last words come before the exit, whole", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "node cuts-utf8.mjs" });
  const lines = await room.logged("Process exited with status 0");
  assert.deepEqual(lines.slice(2, 4), ["app[worker.1]: grüße €", "app[worker.1]: last €"]);
});

test("nothing of a flood is lost", options, async () => {
  await using room = await openDynoRoom({ crashBackoff: [3_600_000] });
  const dyno = room.dynos.runDetached(room.app.id, detached("true"));
  await room.logged("complete");
  assert.match(dyno.name, /^run\.\d{4}$/);
  await room.deploy({ worker: "node floods.mjs 100000" });
  const lines = await room.logged("Process exited with status 0", 2);
  const numbers = lines
    .filter((line) => line.startsWith("app[worker.1]: line "))
    .map((line) => Number(line.split(" ")[2]));
  assert.deepEqual(
    numbers.slice(0, 100_000),
    Array.from({ length: 100_000 }, (_, n) => n),
  );
});

function detached(command: string, timeToLive: number | null = null) {
  return { command, type: "run", env: { EXTRA: "more" }, size: "Basic", timeToLive };
}

test("a one-off dyno runs on the release, with its own variables, and leaves the list", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "sleep 600" }, { GREETING: "hello" });
  await room.settled("worker.1 up");
  const { name } = room.dynos.runDetached(room.app.id, detached("echo $GREETING $EXTRA; exit 4"));
  await room.logged("complete");
  assert.deepEqual(
    room.lines.filter((line) => line.includes(name)).map((line) => line.replace(name, "run")),
    [
      "heroku[run]: Starting process with command `echo $GREETING $EXTRA; exit 4`",
      "heroku[run]: State changed from starting to up",
      "app[run]: hello more",
      "heroku[run]: Process exited with status 4",
      "heroku[run]: State changed from up to complete",
    ],
  );
  await room.settled("worker.1 up");
});

test("a one-off dyno ends when its time is over, or when it is stopped", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({});
  room.dynos.runDetached(room.app.id, detached("sleep 600", 0.2));
  await room.logged("Process exited with status 143");
  const { id } = room.dynos.runDetached(room.app.id, detached("sleep 600"));
  await room.logged("State changed from starting to up", 2);
  room.dynos.stop(room.app.id, { kind: "dyno", dyno: id });
  await room.logged("Process exited with status 143", 2);
  await room.settled();
});

test("the release phase says how it ended and hands its output on", options, async () => {
  await using room = await openDynoRoom({ releasePhaseTimeout: 400 });
  await room.deploy({ release: "echo migrating $STAGE; exit $STATUS" });
  const current = room.store.releases.current(room.app.id);
  const slug = room.store.slugs.find(current?.slugId ?? "");
  assert.ok(current && slug);
  room.scale("release", 0);
  const run = async (command: string, configVars: Record<string, string>) => {
    let output = "";
    const toRun = { ...slug, processTypes: { release: command } };
    const status = await room.dynos.runRelease(room.app.id, { ...current, configVars }, toRun, (chunk) => {
      output += String(chunk);
    });
    return { status, output };
  };
  const command = "echo migrating $STAGE; exit $STATUS";
  assert.deepEqual(await run(command, { STAGE: "one", STATUS: "0" }), { status: 0, output: "migrating one\n" });
  assert.deepEqual(await run(command, { STAGE: "two", STATUS: "3" }), { status: 3, output: "migrating two\n" });
  assert.equal((await run("sleep 600", {})).status, 124);
  assert.match(room.lines.join("\n"), /app\[release\.\d{4}\]: migrating one/);
});

test("a broken, a wrong and a missing slug are crashes that say why", options, async () => {
  await using room = await openDynoRoom({ crashBackoff: [3_600_000] });
  await room.deploy({ worker: "true" });
  const { slugs } = room.store;
  const good = slugs.find(room.store.releases.current(room.app.id)?.slugId ?? "");
  assert.ok(good);
  const fileOf = (id: string) => path.join(room.folder, "slugs", `${id}.tgz`);
  const releaseAnother = (id: string, checksum: string | null) => {
    slugs.create({ ...good, id, checksum });
    room.release(id);
  };
  await cp(fileOf(good.id), fileOf("wrong"));
  releaseAnother("wrong", `SHA256:${"0".repeat(64)}`);
  await room.logged("Error R17 (Checksum error) -> Checksum does not match expected value. Expected: SHA256:000");
  await writeFile(fileOf("broken"), "no archive at all");
  releaseAnother("broken", null);
  await room.logged("Error R99 (Platform error) -> Failed to launch the dyno. Its slug cannot be unpacked");
  await writeFile(fileOf("cut"), (await readFile(fileOf(good.id))).subarray(0, -100));
  releaseAnother("cut", null);
  await room.logged("Error R99 (Platform error) -> Failed to launch the dyno. Its slug cannot be unpacked", 3);
  releaseAnother("missing", null);
  await room.logged("Error R99 (Platform error) -> Failed to launch the dyno. Its slug is missing.");
  await room.settled("worker.1 crashed");
});

test("without bash the log says what to install", options, async () => {
  await using room = await openDynoRoom({}, { PATH: "/nowhere" });
  await room.deploy({ worker: "true" });
  await room.logged("Failed to launch the dyno. bash was not found in PATH.");
});

test("a dyno may spoil its copy, not its neighbour's", options, async () => {
  await using room = await openDynoRoom();
  const files = { "state.txt": "clean" };
  await room.deploy({ worker: "cat state.txt; echo; echo spoilt > state.txt; exec sleep 600" }, {}, files);
  await room.logged("app[worker.1]: clean");
  room.scale("worker", 2);
  await room.logged("app[worker.2]: clean");
});

test("folders of ended dynos go, and those of an earlier run", options, async () => {
  await using room = await openDynoRoom();
  await room.deploy({ worker: "sleep 600" });
  await room.settled("worker.1 up");
  room.scale("worker", 0);
  await room.logged("Process exited with status 143");
  await room.dynos.destroy(room.app.id);
  const [start = ""] = await readdir(path.join(room.folder, "dynos"));
  assert.deepEqual(await readdir(path.join(room.folder, "dynos", start)), ["slugs"]);
});

test("a process that an earlier sandbox left is ended at the start", options, async (context) => {
  if (process.platform !== "linux") return context.skip("only /proc shows whose it is");
  await using room = await openDynoRoom();
  const home = path.join(room.folder, "dynos", "old", "app");
  await mkdir(home, { recursive: true });
  const left = spawn("sleep", ["600"], { env: { PATH: process.env["PATH"], HOME: home }, stdio: "ignore" });
  const { createDynos } = await import("../../../../src/sandbox/dynos/dynos.ts");
  assert.ok(left.pid && startTime(left.pid));
  const ended = once(left, "exit");
  const places = { dynos: path.join(room.folder, "dynos"), slugs: room.folder };
  const unused = {} as never;
  const again = createDynos({
    world: { now: () => new Date(), uuid: () => crypto.randomUUID() },
    settings: unused,
    places,
    store: unused,
    logplex: unused,
  });
  assert.deepEqual(await ended, [null, "SIGKILL"]);
  await again.close();
});

test("closing in the middle of everything leaves nothing", options, async () => {
  const room = await openDynoRoom({ shutdownGrace: 200 });
  await room.deploy({ web: "node web.mjs", worker: "sh forks-grandchildren.sh", stubborn: "node ignores-sigterm.mjs" });
  room.scale("worker", 4);
  await room.logged("ready", 5);
  room.dynos.runDetached(room.app.id, detached("sleep 600"));
  room.dynos.restart(room.app.id, { kind: "all" });
  // The disposal counts what is left.
  await room[Symbol.asyncDispose]();
  assert.deepEqual(room.dynos.list(room.app.id), []);
});
