import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, test } from "node:test";
import type { ControlEvent } from "../../../../src/runner/control/protocol.ts";
import { startAskedRun } from "./asked-run.ts";

const node = JSON.stringify(process.execPath);

describe("what a run shows and uses", { skip: process.platform === "win32" }, () => {
  test("the terminal is narrowed to one process, and everybody is told", async () => {
    const to = new PassThrough().setEncoding("utf8");
    const run = await startAskedRun({ web: "echo of web; sleep 60", worker: "echo of worker; sleep 60" }, { to });
    let text = "";
    to.on("data", (piece) => {
      text += piece;
    });
    while (!text.includes("of web") || !text.includes("of worker")) await once(to, "data");
    const client = await run.connect();
    const { promise: told, resolve } = Promise.withResolvers<ControlEvent>();
    await client.subscribe((event) => resolve(event));
    const answer = await client.ask({ do: "show", names: ["worker"] });
    assert.deepEqual(answer.ok && answer.shown, ["worker"]);
    assert.deepEqual(await told, { event: "shown", names: ["worker"] });
    while (!/shows only worker/.test(text)) await once(to, "data");
    const shown = text.slice(text.lastIndexOf("\u001b[H"));
    assert.match(shown, /worker\.1 \| of worker/);
    assert.doesNotMatch(shown, /of web/);
    const all = await client.ask({ do: "show", names: [] });
    assert.equal(all.ok && all.shown, undefined);
    const unknown = await client.ask({ do: "show", names: ["nope"] });
    assert.match(unknown.ok ? "" : unknown.message, /no process nope/);
    await run.end();
  });

  test("all is shown again when the only copy that was shown is scaled away", async () => {
    const run = await startAskedRun({ web: "sleep 60" }, { to: new PassThrough().resume(), formation: "web=3" });
    const client = await run.connect();
    const told: (readonly string[])[] = [];
    await client.subscribe((event) => {
      if (event.event === "shown") told.push(event.names);
    });
    await client.ask({ do: "show", names: ["web.2", "web.3"] });
    await client.ask({ do: "scale", name: "web", copies: 2 });
    const answer = await client.ask({ do: "scale", name: "web", copies: 1 });
    assert.deepEqual(told, [["web.2", "web.3"], ["web.2"], []]);
    assert.equal(answer.ok && answer.shown, undefined);
    await run.end();
  });

  test("without a terminal there is nothing to narrow", async () => {
    const run = await startAskedRun({ web: "sleep 60" });
    const answer = await (await run.connect()).ask({ do: "show", names: ["web"] });
    assert.match(answer.ok ? "" : answer.message, /goes to no terminal/);
    await run.end();
  });

  test("who works uses processor time, who sleeps none, and memory is that of all it started", async () => {
    const run = await startAskedRun({ busy: `cd / && ${node} -e 'for(;;);'; true`, idle: "sleep 60", over: "true" });
    const client = await run.connect();
    const answer = await client.ask({ do: "usage" });
    assert.ok(answer.ok && answer.usage);
    const [busy, idle, over] = ["busy.1", "idle.1", "over.1"].map((one) =>
      answer.usage?.find(({ name }) => name === one),
    );
    assert.ok(busy && busy.cpu > 5 && busy.cpu < 150, `${busy?.cpu} % of a core`);
    assert.ok(busy.memory > 20_000_000 && busy.memory < 500_000_000, `${busy.memory} bytes`);
    assert.ok(idle && idle.cpu < 5 && idle.memory > 100_000, JSON.stringify(idle));
    assert.equal(over, undefined);
    await run.end();
  });
});
