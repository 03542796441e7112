import assert from "node:assert/strict";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { connectControl } from "../../../../src/runner/control/client.ts";
import type { ControlEvent } from "../../../../src/runner/control/protocol.ts";
import { type AskedRun, startAskedRun, temporaryRunsFolder } from "./asked-run.ts";

describe("a client of a run", { skip: process.platform === "win32" }, () => {
  let run: AskedRun;
  before(async () => {
    run = await startAskedRun({ web: "sleep 60", worker: "sleep 60", broken: "exit 3" });
  });
  after(() => run.end());

  test("answers come to their questions, with dates that are dates", async () => {
    const client = await run.connect();
    const [restarted, status] = await Promise.all([
      client.ask({ do: "restart", name: "worker" }),
      client.ask({ do: "status" }),
    ]);
    assert.ok(restarted.ok && status.ok);
    const web = status.processes.find(({ name }) => name === "web.1")?.state;
    assert.ok(web?.kind === "running" && web.since instanceof Date && Date.now() - web.since.getTime() < 60_000);
  });

  test("every change is told, in order, until the end", async () => {
    const client = await run.connect();
    const states: string[] = [];
    const { promise: restarted, resolve } = Promise.withResolvers<void>();
    const processes = await client.subscribe((event) => {
      if (event.event !== "changed" || event.status.name !== "worker.1") return;
      states.push(event.status.state.kind);
      if (event.status.state.kind === "running") resolve();
    });
    assert.deepEqual(
      processes.map(({ name }) => name),
      ["web.1", "worker.1", "broken.1"],
    );
    await client.ask({ do: "restart", name: "worker.1" });
    await restarted;
    assert.deepEqual(states, ["stopping", "stopped", "running"]);
    client.close();
  });

  test("a copy that is scaled away is gone", async () => {
    const client = await run.connect();
    const { promise, resolve } = Promise.withResolvers<ControlEvent>();
    await client.subscribe((event) => {
      if (event.event === "gone") resolve(event);
    });
    await client.ask({ do: "scale", name: "worker", copies: 2 });
    await client.ask({ do: "scale", name: "worker", copies: 1 });
    assert.deepEqual(await promise, { event: "gone", name: "worker.2" });
    client.close();
  });

  test("200 clients are all told", async () => {
    const clients = await Promise.all(Array.from({ length: 200 }, () => run.connect()));
    const told = clients.map(async (client) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      await client.subscribe(() => resolve());
      return () => promise;
    });
    const changes = await Promise.all(told);
    await clients[0]?.ask({ do: "restart", name: "worker.1" });
    await Promise.all(changes.map((change) => change()));
    for (const client of clients) client.close();
  });
});

test("a borrowed copy is described, and comes back when its borrower's connection ends", async () => {
  const run = await startAskedRun({ web: "sleep 60", worker: "sleep 60" });
  const [view, borrower] = [await run.connect(), await run.connect()];
  const { promise: back, resolve } = Promise.withResolvers<void>();
  let wasBorrowed = false;
  await view.subscribe((event) => {
    if (event.event !== "changed" || event.status.name !== "worker.1") return;
    if (event.status.state.kind === "borrowed") wasBorrowed = true;
    if (wasBorrowed && event.status.state.kind === "running") resolve();
  });
  const answer = await borrower.ask({ do: "borrow", name: "worker.1", by: "debugger" });
  assert.ok(answer.ok);
  assert.equal(answer.loan?.command, "sleep 60");
  assert.equal(answer.loan?.env["PORT"], String(answer.loan?.port));
  const second = await view.ask({ do: "borrow", name: "worker.1", by: "terminal" });
  assert.match(second.ok ? "" : second.message, /another program has it/);
  borrower.close();
  await back;
  await run.end();
});

test("a borrower that goes late takes nothing from the next one", async () => {
  const run = await startAskedRun({ web: "sleep 60", worker: "sleep 60" });
  const [view, first, second] = [await run.connect(), await run.connect(), await run.connect()];
  assert.ok((await first.ask({ do: "borrow", name: "worker.1", by: "terminal" })).ok);
  assert.ok((await view.ask({ do: "stop-process", name: "worker.1" })).ok);
  assert.ok((await second.ask({ do: "borrow", name: "worker.1", by: "debugger" })).ok);
  first.close();
  await first.closed;
  const late = connect(run.address);
  late.end('{"id":1,"do":"give-back","name":"nope.1"}\n').resume();
  await once(late, "close");
  const answer = await view.ask({ do: "status" });
  assert.equal(answer.ok && answer.processes.find(({ name }) => name === "worker.1")?.state.kind, "borrowed");
  await run.end();
});

test("who sends all at once, as echo does into nc, gets every answer", async () => {
  const run = await startAskedRun({ web: "sleep 60", worker: "sleep 60" });
  const socket = connect(run.address).setEncoding("utf8");
  let text = "";
  socket.on("data", (piece) => {
    text += piece;
  });
  socket.end('{"id":1,"do":"restart","name":"worker"}\n{"id":2,"do":"status"}\n');
  await once(socket, "close");
  const ids = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).id);
  assert.deepEqual(ids.sort(), [1, 2]);
  await run.end();
});

test("what waits for an answer is told when the run ends", async () => {
  const run = await startAskedRun({ web: "sleep 60" });
  const client = await run.connect();
  const events: ControlEvent[] = [];
  await client.subscribe((event) => events.push(event));
  await client.ask({ do: "stop" });
  assert.equal(await run.end(), 143);
  await client.closed;
  assert.deepEqual(events.at(-1), { event: "ended", status: 143 });
  await assert.rejects(client.ask({ do: "status" }), /The run has ended/);
});

test("nobody listens: connecting fails", async () => {
  await assert.rejects(connectControl("/nowhere/at/all.sock"), { code: "ENOENT" });
});

test("a client that dies in the middle of a line harms nobody", async () => {
  const run = await startAskedRun({ web: "sleep 60" });
  const socket = connect(run.address);
  await new Promise<void>((resolve) => socket.write('{"id":1,"do":"bor', () => resolve()));
  socket.destroy();
  const client = await run.connect();
  assert.equal((await client.ask({ do: "status" })).ok, true);
  await run.end();
});

test("an event that comes in one piece with the answer is heard, after it", {
  skip: process.platform === "win32",
}, async () => {
  const { folder } = await temporaryRunsFolder();
  const address = path.join(folder, "one-piece.sock");
  const server = createServer((socket) => {
    const answer =
      '{"id":1,"ok":true,"processes":[{"name":"web.1","type":"web","port":5000,"state":{"kind":"stopped"}}]}';
    socket.once("data", () => socket.end(`${answer}\nnot json\n{"event":"gone","name":"web.1"}\n{"eve`));
  }).listen(address);
  await once(server, "listening");
  const client = await connectControl(address);
  const heard: string[] = [];
  const processes = await client.subscribe(({ event }) => heard.push(event));
  heard.push(processes[0]?.name ?? "");
  await client.closed;
  assert.deepEqual(heard, ["web.1", "gone"]);
  server.close();
  await rm(folder, { recursive: true });
});
