import assert from "node:assert/strict";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { type AskedRun, startAskedRun } from "./asked-run.ts";

describe("a running runner is asked from outside", { skip: process.platform === "win32" }, () => {
  let run: AskedRun;
  let socket: Socket;

  before(async () => {
    run = await startAskedRun({ web: "sleep 60", worker: "sleep 60" });
    socket = connect(run.address).setEncoding("utf8");
    await once(socket, "connect");
  });

  after(async () => {
    await run.end();
    await assert.rejects(stat(run.address), { code: "ENOENT" });
  });

  const ask = async (request: string): Promise<Record<string, unknown>> => {
    socket.write(`${request}\n`);
    const [line] = await once(socket, "data");
    return JSON.parse(String(line));
  };

  test("only this user can reach it", async () => {
    const { mode } = await stat(path.dirname(run.address));
    assert.equal(mode & 0o777, 0o700);
  });

  test("status, restart and scale", async () => {
    const { id, ok, processes } = await ask('{"id":7,"do":"status"}');
    assert.deepEqual(
      [id, ok, (processes as { name: string }[]).map(({ name }) => name)],
      [7, true, ["web.1", "worker.1"]],
    );
    const before = run.runner.status()[0]?.state;
    assert.equal((await ask('{"id":8,"do":"restart","name":"web"}'))["ok"], true);
    assert.notDeepEqual(run.runner.status()[0]?.state, before);
    const scaled = await ask('{"id":9,"do":"scale","name":"worker","copies":2}');
    assert.equal((scaled["processes"] as unknown[]).length, 3);
  });

  const hostile: Readonly<Record<string, RegExp>> = {
    "not json": /is no request/,
    null: /is no request/,
    "": /is no request/,
    "[]": /is no request/,
    "\u0000\u001b[2J": /is no request/,
    '{"do":"destroy"}': /is no request/,
    '{"do":"toString"}': /is no request/,
    '{"do":["status"]}': /is no request/,
    '{"do":"scale","name":"web","copies":1e9}': /no port for so many copies/,
    '{"do":"show","names":[1]}': /is no request/,
    '{"do":"input","name":"web.1"}': /is no request/,
    '{"do":"borrow","name":"web.1","by":"me"}': /is no request/,
    '{"do":"duplicate","targets":[{"url":"http://localhost","path":"("}]}': /is no request/,
    '{"do":"restart","name":"nope"}': /There is no process nope/,
    '{"do":"scale","name":"nope","copies":1}': /There is no process type nope/,
    '{"do":"give-back","name":"web.1"}': /web\.1 is not borrowed/,
    '{"do":"record","file":"x"}': /no local router/,
  };
  for (const [request, message] of Object.entries(hostile)) {
    test(`${request} is refused in words`, async () => {
      const { ok, message: said } = await ask(request);
      assert.equal(ok, false);
      assert.match(String(said), message);
    });
  }

  test("a client that sends no newline is sent away, the others stay", async () => {
    const other = connect(run.address);
    await once(other, "connect");
    const closed = new Promise((resolve) => other.on("error", () => {}).on("close", resolve));
    other.write("x".repeat(200_000));
    await closed;
    assert.equal((await ask('{"do":"status"}'))["ok"], true);
  });

  test("a client that asks and never reads is sent away, the others stay", async () => {
    const other = connect(run.address);
    await once(other, "connect");
    const closed = new Promise((resolve) => other.on("error", () => {}).on("close", resolve));
    other.pause();
    const requests = '{"do":"status"}\n'.repeat(1000);
    const pump = (error?: Error | null): void => {
      if (!error && !other.destroyed) other.write(requests, pump);
    };
    pump();
    await closed;
    assert.equal((await ask('{"do":"status"}'))["ok"], true);
  });
});
