import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { describe, test } from "node:test";
import type { ControlAnswer } from "../../../../src/runner/control/protocol.ts";
import { type AskedRun, startAskedRun } from "./asked-run.ts";

const floods = path.resolve(import.meta.dirname, "../../../programs/floods.mjs");
const node = JSON.stringify(process.execPath);

/** A connection that follows, and what it got after the answer. */
interface Following {
  readonly socket: Socket;
  readonly answer: ControlAnswer;
  text(): string;
  until(pattern: RegExp): Promise<string>;
}

async function follow(run: AskedRun, name: string, input = ""): Promise<Following> {
  const socket = connect(run.address).setEncoding("utf8");
  let text = "";
  socket.on("data", (piece) => {
    text += piece;
  });
  socket.write(`${JSON.stringify({ id: 1, do: "follow", name })}\n${input}`);
  const until = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(text)) await once(socket, "data");
    return text;
  };
  const [line = ""] = (await until(/\n/)).split("\n");
  const answer = JSON.parse(line) as ControlAnswer;
  text = text.slice(line.length + 1);
  return { socket, answer, text: () => text, until };
}

describe("one copy's output is followed", { skip: process.platform === "win32" }, () => {
  test("from what is remembered on, and what is sent is its input", async () => {
    const run = await startAskedRun({
      web: "echo first; while read -r line; do echo got $line; done",
      worker: "sleep 60",
    });
    const client = await run.connect();
    const early = await follow(run, "web.1");
    await early.until(/first\n/);
    assert.equal((await client.ask({ do: "input", name: "web.1", text: "over the door" })).ok, true);
    await early.until(/got over the door\n/);
    const late = await follow(run, "web", "typed\n");
    assert.equal(await late.until(/typed\n/), "first\ngot over the door\ngot typed\n");
    await run.end();
  });

  test("there is no such process", async () => {
    const run = await startAskedRun({ web: "sleep 60" });
    const { answer, socket } = await follow(run, "nope.1");
    assert.match(answer.ok ? "" : answer.message, /no process nope\.1/);
    socket.destroy();
    await run.end();
  });

  test("it ends when the copy is scaled away", async () => {
    const run = await startAskedRun({ web: "echo here; sleep 60" }, { formation: "web=2" });
    const { socket, until } = await follow(run, "web.2");
    await until(/here/);
    const closed = once(socket, "close");
    assert.equal(await run.runner.scale("web", 1), true);
    await closed;
    await run.end();
  });

  test("who reads slowly gets every line, and the process waits", async () => {
    const lines = 200_000;
    const web = `read -r go; exec ${node} ${JSON.stringify(floods)} ${lines}`;
    const run = await startAskedRun({ web, other: "sleep 60" });
    const { socket, text } = await follow(run, "web.1");
    let pieces = 0;
    socket.on("data", () => {
      if (++pieces % 8 === 0) socket.pause();
      if (pieces % 8 === 0) setImmediate(() => socket.resume());
    });
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const client = await run.connect();
    await client.subscribe((event) => {
      if (event.event === "changed" && event.status.name === "web.1" && event.status.state.kind === "ended") resolve();
    });
    socket.write("go\n");
    await ended;
    const closed = once(socket, "close");
    await run.end();
    await closed;
    assert.equal(text().split("\n").length - 1, lines);
  });

  test("who stops reading and goes lets the process go on", async () => {
    const run = await startAskedRun({ web: `exec ${node} ${JSON.stringify(floods)} 300000`, other: "sleep 60" });
    const client = await run.connect();
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const { socket } = await follow(run, "web.1");
    socket.pause();
    await client.subscribe((event) => {
      if (event.event === "changed" && event.status.name === "web.1" && event.status.state.kind === "ended") resolve();
    });
    socket.destroy();
    await ended;
    await run.end();
  });
});
