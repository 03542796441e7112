import assert from "node:assert/strict";
import { access, stat } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { handOver } from "../../../../src/editor/local/hand-over.ts";

const isPosix = process.platform !== "win32";

describe("handing config vars over", () => {
  it("gives them once, and leaves nothing behind", async () => {
    const values = { DATABASE_URL: "postgres://u:p@h/d", LINES: "a\nb", NAME: "Zoë" };
    const { address, over } = await handOver(values);
    assert.deepEqual(JSON.parse(await text(connect(address))), values);
    assert.equal(await over, true);
    await assert.rejects(text(connect(address)), { code: "ENOENT" });
    if (isPosix) await gone(path.dirname(address));
  });

  it("lets nobody else into its folder, and names none of the values in its address", { skip: !isPosix }, async () => {
    const { address, dispose, over } = await handOver({ SECRET: "hunter2" });
    assert.equal((await stat(path.dirname(address))).mode & 0o777, 0o700);
    assert.ok(Buffer.byteLength(address) < 104, "macOS takes no longer path of a socket");
    assert.doesNotMatch(address, /hunter2|SECRET/);
    dispose();
    dispose();
    assert.equal(await over, false);
  });

  it("gives the second of two that come at once nothing, also while the first still reads", async () => {
    const values = { A: "x".repeat(1_000_000) };
    const { address } = await handOver(values);
    const read = await Promise.allSettled([text(connect(address)), text(connect(address))]);
    const got = read.map((it) => (it.status === "fulfilled" ? it.value : ""));
    assert.deepEqual(
      got.map((it) => it.length),
      [JSON.stringify(values).length, 0],
    );
  });

  it("waits no longer than it is told to", async () => {
    const { address, over } = await handOver({ A: "1" }, { within: 1 });
    // The timer alone keeps no program alive.
    const awake = setTimeout(() => {}, 60_000);
    assert.equal(await over, false);
    clearTimeout(awake);
    await assert.rejects(text(connect(address)), { code: "ENOENT" });
  });

  it("carries as much as an app may have", async () => {
    const values = Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`KEY_${index}`, "x".repeat(1024)]));
    const { address } = await handOver(values);
    assert.deepEqual(JSON.parse(await text(connect(address))), values);
  });
});

/** Node tells nobody when a folder is removed. */
async function gone(folder: string): Promise<void> {
  while (
    await access(folder).then(
      () => true,
      () => false,
    )
  )
    await new Promise(setImmediate);
}
