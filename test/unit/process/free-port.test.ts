import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { isPortFree, isPortUnused } from "../../../src/process/free-port.ts";

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
