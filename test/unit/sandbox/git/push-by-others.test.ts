import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { openGitRoom } from "./git-room.ts";

test("a push is built and released in the name of the account that pushed", async (t) => {
  const room = await openGitRoom(t);
  const user = room.store.accounts.findOrInvite("colleague@example.com");
  const server = createServer((request, response) => room.repositories.handle(room.app, request, response, user));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await room.commit({ Procfile: "job: x\n" });
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = await room.git("push", `http://127.0.0.1:${port}/shop.git`, "main");
  assert.equal(status, 0, stderr);
  assert.equal(room.store.builds.list(room.app.id)[0]?.userEmail, "colleague@example.com");
  assert.equal(room.store.releases.current(room.app.id)?.userEmail, "colleague@example.com");
});
