import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { isPortFree, isPortUnused } from "../../../src/process/free-port.ts";

const source = new URL("../../../src/process/free-port.ts", import.meta.url).href;

for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
  test(`a port that somebody listens on at ${host} is not free, and is when they are gone`, async (t) => {
    const server = createServer().listen(0, host);
    const heard = await Promise.race([
      once(server, "listening").then(() => true),
      once(server, "error").then(() => false),
    ]);
    if (!heard) return t.skip("this machine has no such address");
    const { port } = server.address() as AddressInfo;
    assert.deepEqual([await isPortUnused(port), await isPortFree(port)], [false, false]);
    server.close();
    await once(server, "close");
    assert.deepEqual([await isPortUnused(port), await isPortFree(port)], [true, true]);
  });
}

test("a port that is not for everybody is unused, and free only to whom may have it", (t) => {
  const code = `import { isPortFree, isPortUnused } from ${JSON.stringify(source)};
    console.log(await isPortFree(1), await isPortUnused(1));`;
  const isRoot = process.getuid?.() === 0;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
    ...(isRoot ? { uid: 65_534 } : {}),
  });
  if (stdout.startsWith("true")) return t.skip("everybody may have every port here");
  assert.equal(stdout, "false true\n");
});
