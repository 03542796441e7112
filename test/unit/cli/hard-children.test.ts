import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { linesOf, useProject } from "./project.ts";

const programs = path.resolve(import.meta.dirname, "../../programs");
const node = (program: string, ...args: string[]): string =>
  `'${process.execPath}' '${programs}/${program}' ${args.join(" ")}`;
const sh = (program: string): string => `sh '${programs}/${program}'`;

/** Each is started for real, and when the program has ended no process may be left: `useProject` looks. */
describe("children that misbehave", { skip: process.platform === "win32" }, () => {
  const project = useProject();
  const start = (command: string, ...args: string[]) =>
    project.start(["start", ...args], { Procfile: `web: ${command}\n` });

  test("ignores SIGTERM: killed when its time is over", async () => {
    const { child, line, ended } = await start(node("ignores-sigterm.mjs"), "-t", "1");
    await line(/\| ready$/m);
    child.kill("SIGTERM");
    const { code, out } = await ended;
    assert.equal(code, 143);
    assert.deepEqual(linesOf(out, "web.1"), ["ready", "not yet", "still runs 1 s after SIGTERM, killing it"]);
  });

  test("ignores SIGTERM: a second Ctrl-C kills at once", async () => {
    const { child, line, ended } = await start(node("ignores-sigterm.mjs"), "-t", "600");
    await line(/\| ready$/m);
    child.kill("SIGINT");
    await line(/SIGINT received, stopping/);
    // One that comes at once is taken for the first.
    const again = setInterval(() => child.kill("SIGINT"), 20);
    assert.equal((await ended.finally(() => clearInterval(again))).code, 130);
  });

  for (const [name, command, word] of [
    ["forks grandchildren", sh("forks-grandchildren.sh"), "ready"],
    ["double-forks into a session of its own", node("double-forks.mjs"), "forked"],
    ["closes its output and lives on", sh("closes-stdout.sh"), "closing"],
  ] as const) {
    const isFound = process.platform === "linux" || !name.includes("session");
    test(`${name}: gone after SIGTERM`, { skip: !isFound }, async () => {
      const { child, line, ended } = await start(command);
      await line(new RegExp(`\\| ${word}$`, "m"));
      child.kill("SIGTERM");
      const { code, out } = await ended;
      assert.equal(code, 143);
      assert.doesNotMatch(out, /killing/);
    });

    test(`${name}: gone after kill -9 of the runner`, { skip: process.platform !== "linux" }, async () => {
      const { line, killed } = await start(command);
      await line(new RegExp(`\\| ${word}$`, "m"));
      await killed();
    });
  }

  test("double-forks and ends: its daemon ends with it", { skip: process.platform !== "linux" }, async () => {
    const { code, out } = await (await start(node("double-forks.mjs", "0"))).ended;
    assert.deepEqual([code, linesOf(out, "web.1")], [0, ["forked"]]);
  });

  test("leaves its group and ends", { skip: process.platform !== "linux" }, async () => {
    assert.equal((await (await start(node("leaves-group.mjs"))).ended).code, 0);
  });

  test("ends and leaves a child that holds its output open", async () => {
    const { code, out } = await (await start(sh("leaves-child.sh"))).ended;
    assert.equal(code, 3);
    assert.match(out, /exited with code 3/);
  });

  test("floods a million lines and ends at once: all are there, in order", async () => {
    const { code, out } = await (await start(node("floods.mjs", "1000000"))).ended;
    assert.equal(code, 0);
    let next = 0;
    for (const [, number] of out.matchAll(/ web\.1 +\| line (\d+) $/gm)) assert.equal(Number(number), next++);
    assert.equal(next, 1_000_000);
  });

  test("floods, and is stopped in the middle of it: no line is cut", async () => {
    const { child, line, ended } = await start(node("floods.mjs", "1000000000", "60"));
    await line(/line 5000 /);
    child.kill("SIGTERM");
    const lines = linesOf((await ended).out, "web.1");
    // Only the last one, at which it died, may be a piece.
    for (const [number, text] of lines.slice(0, -1).entries()) assert.ok(text.startsWith(`line ${number} xxx`), text);
  });

  test("cuts characters, and ends without a newline", async () => {
    const { out } = await (await start(node("cuts-utf8.mjs"))).ended;
    assert.deepEqual(linesOf(out, "web.1"), ["grüße €", "last €"]);
  });

  test("a line of ten megabytes is one line", async () => {
    const { out } = await (await start(node("long-line.mjs"))).ended;
    const [long = "", after] = linesOf(out, "web.1");
    assert.equal(long.length, 10_000_000);
    assert.ok(long === "0123456789".repeat(1_000_000));
    assert.equal(after, "after");
  });

  test("any byte comes out as it went in", async () => {
    const { ended, bytes } = await start(node("binary.mjs"), "--no-timestamp");
    assert.equal((await ended).code, 0);
    const row = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0a));
    const line = Buffer.concat([Buffer.from("web.1  | "), row, Buffer.from("\n")]);
    const expected = Buffer.concat(Array.from({ length: 1000 }, () => line));
    assert.ok(bytes().includes(expected));
  });

  for (const [command, status, says] of [
    [node("exits-with.mjs", "0"), 0, "exited with code 0"],
    [node("exits-with.mjs", "255"), 255, "exited with code 255"],
    [node("exits-with.mjs", "0", "SIGKILL"), 137, "terminated by SIGKILL|exited with code 137"],
    [node("exits-with.mjs", "0", "SIGSEGV"), 139, "terminated by SIGSEGV|exited with code 139"],
    ["kill -HUP $$", 129, "terminated by SIGHUP"],
  ] as const) {
    test(`${command.replace(programs, "")} ends with ${status}`, async () => {
      const { code, out } = await (await start(command)).ended;
      assert.equal(code, status);
      assert.match(out, new RegExp(`web\\.1 +\\| (${says})$`, "m"));
    });
  }

  test("prints to the files /dev/stdout and /dev/stderr, and lines stay in order", async () => {
    const command = "echo one > /dev/stdout; echo two > /dev/stderr; echo three; echo four >&2";
    assert.deepEqual(linesOf((await (await start(command)).ended).out, "web.1"), ["one", "two", "three", "four"]);
  });

  test("reads its input: it is open, and not at its end", async () => {
    const { child, line, ended } = await start(`echo up; head -c 1; echo at the end`);
    await line(/\| up$/m);
    child.kill("SIGTERM");
    assert.deepEqual(linesOf((await ended).out, "web.1"), ["up"]);
  });
});
