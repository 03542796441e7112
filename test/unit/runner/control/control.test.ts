import assert from "node:assert/strict";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { type Control, openControl } from "../../../../src/runner/control/control.ts";
import { type Run, startRun } from "../run.ts";

describe("a running runner is asked from outside", { skip: process.platform === "win32" }, () => {
  let run: Run;
  let control: Control;
  let socket: Socket;

  before(async () => {
    run = startRun({ web: "sleep 60", worker: "sleep 60" });
    control = await openControl(run.runner, { runId: crypto.randomUUID() });
    socket = connect(control.address).setEncoding("utf8");
    await once(socket, "connect");
  });

  after(async () => {
    await control.close();
    run.runner.stop("SIGTERM");
    await run.runner.ended;
    await assert.rejects(stat(control.address), { code: "ENOENT" });
  });

  const ask = async (request: string): Promise<Record<string, unknown>> => {
    socket.write(`${request}\n`);
    const [line] = await once(socket, "data");
    return JSON.parse(String(line));
  };

  test("only this user can reach it", async () => {
    const { mode } = await stat(path.dirname(control.address));
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
    '{"do":"destroy"}': /is no request/,
    '{"do":"scale","name":"web","copies":1e9}': /is no request/,
    '{"do":"restart","name":"nope"}': /There is no process nope/,
  };
  for (const [request, message] of Object.entries(hostile)) {
    test(`${request} is refused in words`, async () => {
      const { ok, message: said } = await ask(request);
      assert.equal(ok, false);
      assert.match(String(said), message);
    });
  }

  test("a client that sends no newline is sent away, the others stay", async () => {
    const other = connect(control.address);
    await once(other, "connect");
    const closed = new Promise((resolve) => other.on("error", () => {}).on("close", resolve));
    other.write("x".repeat(200_000));
    await closed;
    assert.equal((await ask('{"do":"status"}'))["ok"], true);
  });
});
