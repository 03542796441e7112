import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { test } from "node:test";
import { laneLimits } from "../../../../src/traffic/copies/copy-lane.ts";
import type { TrafficStatus } from "../../../../src/traffic/traffic.ts";
import { ask, read, Servers, type Setup, startSetup } from "../setup.ts";

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

test("copies go to every target, with its own host, and their answers nowhere", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.http((request, response) => void read(request).then(() => response.end("original"))),
  ]);
  const [one, other] = [await target(at), await target(at)];
  await at.traffic.duplicate([{ url: one.url }, { url: other.url }]);
  const answer = await ask(at, "/a?b", {
    method: "POST",
    body: "text",
    headers: { cookie: "c=1", "x-forwarded-for": "1.1.1.1" },
  });
  assert.equal(answer.body, "original");
  for (const { url, next } of [one, other]) {
    const { method, path, headers, body } = await next();
    assert.deepEqual([method, path, body], ["POST", "/a?b", "text"]);
    assert.equal(headers.host, new URL(url).host);
    assert.equal(headers.cookie, "c=1");
    assert.equal(headers["content-length"], "4");
    assert.equal(headers["x-traffic-duplicate"], "1");
    assert.equal(headers["x-request-id"], (await at.lines.line()).requestId);
  }
});

test("filters choose, and a percentage of none is none", async () => {
  await using at = await startSetup();
  at.webs.become([await at.servers.http((_, response) => response.end())]);
  const { url, next } = await target(at);
  await at.traffic.duplicate([
    { url, path: "^/api/" },
    { url: "http://127.0.0.1:1", percent: 0 },
  ]);
  await ask(at, "/other");
  await ask(at, "/api/a");
  assert.equal((await next()).path, "/api/a");
  const [, none] = at.traffic.status().targets;
  assert.deepEqual([none?.sent, none?.failed, none?.dropped], [0, 0, 0]);
});

test("a target that never answers holds nobody up: its copies are dropped, and counted", async () => {
  const limits = { ...laneLimits, atOnce: 2, queued: 3, timeout: 60_000 };
  await using at = await startSetup({ limits });
  at.webs.become([await at.servers.http((_, response) => response.end("ok"))]);
  const mute = await at.servers.http(() => {});
  await at.traffic.duplicate([{ url: `http://127.0.0.1:${mute}` }]);
  for (let count = 0; count < 20; count++) assert.equal((await ask(at, "/")).body, "ok");
  const [counts] = at.traffic.status().targets;
  assert.deepEqual([counts?.sent, counts?.failed, counts?.dropped], [0, 0, 15]);
});

test("a target that is away is left alone after some failures", async () => {
  const changes = statuses();
  await using at = await startSetup({ limits: { ...laneLimits, failures: 2 }, onChange: changes.add });
  at.webs.become([await at.servers.http((_, response) => response.end("ok"))]);
  const port = await closedPort();
  await at.traffic.duplicate([{ url: `http://127.0.0.1:${port}` }]);
  await ask(at, "/");
  await changes.until(({ targets }) => targets[0]?.failed === 1);
  await ask(at, "/");
  await changes.until(({ targets }) => targets[0]?.failed === 2);
  await ask(at, "/");
  assert.equal(at.traffic.status().targets[0]?.dropped, 1);
});

test("a body that is too long is dropped; the original has it", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.http(async (request, response) => response.end(String((await read(request)).length))),
  ]);
  const { url } = await target(at);
  await at.traffic.duplicate([{ url }]);
  assert.equal((await ask(at, "/", { method: "POST", body: Buffer.alloc(2_000_000, 97) })).body, "2000000");
  assert.equal(at.traffic.status().targets[0]?.dropped, 1);
});

test("targets that stay keep their counts, others begin anew; a mistake changes nothing", async () => {
  const changes = statuses();
  await using at = await startSetup({ onChange: changes.add });
  at.webs.become([await at.servers.http((_, response) => response.end())]);
  const { url } = await target(at);
  await at.traffic.duplicate([{ url }]);
  await ask(at, "/");
  await changes.until(({ targets }) => targets[0]?.sent === 1);
  await at.traffic.duplicate([{ url: "http://127.0.0.1:9", percent: 0 }, { url }]);
  assert.deepEqual(
    at.traffic.status().targets.map(({ sent }) => sent),
    [0, 1],
  );
  await assert.rejects(at.traffic.duplicate([{ url: "nothing" }]), /no http/);
  assert.equal(at.traffic.status().targets.length, 2);
  await at.traffic.duplicate([]);
  assert.deepEqual(at.traffic.status().targets, []);
});

test("two routers that copy to each other do so once", async () => {
  await using one = await startSetup();
  await using other = await startSetup();
  for (const at of [one, other]) at.webs.become([await at.servers.http((_, response) => response.end("ok"))]);
  await one.traffic.duplicate([{ url: `http://127.0.0.1:${other.port}` }]);
  await other.traffic.duplicate([{ url: `http://127.0.0.1:${one.port}` }]);
  await ask(one, "/");
  await other.lines.line();
  await ask(one, "/second");
  await other.lines.line(2);
  assert.equal(one.lines.all.length, 2);
});

/** A server that shows what it got, one request after the other. */
async function target(at: Setup): Promise<{ url: string; next: () => Promise<Seen> }> {
  const seen: Seen[] = [];
  let waiting = Promise.withResolvers<void>();
  const port = await at.servers.http(async (request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, path: url, headers, body: await read(request) });
    waiting.resolve();
    response.end("never seen");
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async next() {
      await waiting.promise;
      const one = seen.shift();
      if (seen.length === 0) waiting = Promise.withResolvers();
      if (!one) throw new Error("nothing came");
      return one;
    },
  };
}

function statuses() {
  let last: TrafficStatus | undefined;
  const waiting = new Set<() => void>();
  return {
    add(status: TrafficStatus): void {
      last = status;
      for (const look of waiting) look();
    },
    until(isWanted: (status: TrafficStatus) => boolean): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (last && isWanted(last)) resolve();
      };
      waiting.add(look);
      look();
      return promise.finally(() => waiting.delete(look));
    },
  };
}

async function closedPort(): Promise<number> {
  await using servers = new Servers();
  return await servers.tcp(() => {});
}
