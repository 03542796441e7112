import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import os from "node:os";
import { describe, test } from "node:test";
import { createKernelPipes, type KernelPipes } from "../../../src/process/kernel-pipes.ts";
import { joiningCall, shellCall } from "../../../src/runner/shell.ts";
import { type OnBytes, type Streams, startStreams } from "../../../src/runner/streams.ts";

const ways: Readonly<Record<string, () => KernelPipes>> = {
  "kernel pipes": () => createKernelPipes({ advance: 2 }),
  "Node's own pipes": () => ({ expect() {}, take: () => undefined, close() {} }),
};

for (const [way, create] of Object.entries(ways)) {
  describe(`children over ${way}`, { skip: process.platform === "win32" }, () => {
    test("output and errors come in the order in which they were written", async () => {
      const { text, streams } = start(create(), "for i in 1 2 3; do echo $i; echo err $i >&2; done; exit 3");
      await streams.ended;
      assert.equal(text(), "1\nerr 1\n2\nerr 2\n3\nerr 3\n");
      assert.deepEqual(await streams.child.exited, { kind: "exited", code: 3 });
    });

    test("what is typed arrives, and the input has no end", async () => {
      const { text, streams } = start(create(), "read -r a; echo $a; read -r b; echo $b; exec cat");
      streams.input("one\n");
      streams.input(Buffer.from("two\nthree\n"));
      while (!text().includes("three")) await tick();
      assert.equal(text(), "one\ntwo\nthree\n");
      streams.child.stop();
      await streams.ended;
    });

    test("a child waits while the reader does not keep up, and nothing is lost", async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      let bytes = 0;
      let calls = 0;
      const { streams } = start(create(), "head -c 3000000 /dev/zero", (piece) => {
        bytes += piece.length;
        return calls++ === 0 ? promise : undefined;
      });
      while (calls === 0) await tick();
      assert.ok(streams.isHeld());
      for (let turns = 0; turns < 50; turns++) await tick();
      assert.equal(calls, 1);
      resolve();
      await streams.ended;
      assert.equal(bytes, 3_000_000);
    });

    test("nothing stays open", { skip: process.platform !== "linux" }, async () => {
      const before = descriptors();
      const pipes = create();
      for (const typed of ["", "hello\n"]) {
        const { streams } = start(pipes, "echo hello; exec >&- 2>&-");
        if (typed !== "") streams.input(typed);
        await Promise.all([streams.ended, streams.child.exited]);
        streams.close();
        streams.close();
      }
      pipes.close();
      await tick();
      assert.equal(descriptors(), before);
    });
  });
}

test("a program opens its output by name", { skip: process.platform !== "linux" }, async () => {
  const { text, streams } = start(
    createKernelPipes({ advance: 2 }),
    "echo by name > /dev/stdout; echo errors > /dev/stderr",
  );
  await streams.ended;
  assert.equal(text(), "by name\nerrors\n");
});

interface Started {
  readonly streams: Omit<Streams, "child"> & { readonly child: Streams["child"] & { stop(): void } };
  text(): string;
}

function start(pipes: KernelPipes, command: string, onBytes: OnBytes = () => undefined): Started {
  const pieces: Buffer[] = [];
  const env = { PATH: process.env["PATH"] ?? "" };
  const streams = startStreams(
    {
      ...shellCall(command, process.platform, env),
      cwd: os.tmpdir(),
      env,
      pipes,
      onBytes(bytes) {
        pieces.push(Buffer.from(bytes));
        return onBytes(bytes);
      },
    },
    joiningCall(command, process.platform, env),
  );
  const stop = (): void => void process.kill(-(streams.child.pid ?? Number.NaN), "SIGTERM");
  return {
    streams: { ...streams, child: { ...streams.child, stop } },
    text: () => Buffer.concat(pieces).toString(),
  };
}

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
