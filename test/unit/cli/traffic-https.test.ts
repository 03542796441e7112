import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import path from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { freePort } from "../runner/free-port.ts";
import { ask, read, Servers } from "../traffic/setup.ts";
import { useProject } from "./project.ts";

const run = promisify(execFile);
const hasOpenssl = await run("openssl", ["version"]).then(
  () => true,
  () => false,
);

describe("servers behind TLS", { skip: !hasOpenssl || process.platform === "win32" }, () => {
  const project = useProject();

  test("the router passes requests on to one, sends copies to another, and a recording is replayed to it", async () => {
    await using servers = new Servers();
    const { listen, trusted } = await certified(servers);
    const server = await listen(async (incoming, response) => {
      response.end(`${incoming.method} ${incoming.headers.host} ${await read(incoming)}`);
    });
    const copied = Promise.withResolvers<string>();
    const target = await listen(async (incoming, response) => {
      copied.resolve(`${incoming.headers.host} ${await read(incoming)}`);
      response.end();
    });
    const port = await freePort();
    const routed = await project.start(
      [
        ...["route", "--port", String(port), "--to", `https://localhost:${server}`],
        ...["--duplicate", `https://127.0.0.1:${target}`, "--record", "r.jsonl", "--to", `https://127.0.0.1:${server}`],
      ],
      {},
      { env: trusted },
    );
    await untilAnswered(port);
    const answer = await ask({ port }, "/", { method: "POST", body: "text", headers: { host: "my.app" } });
    assert.equal(answer.body, "POST my.app text");
    assert.equal(await copied.promise, `127.0.0.1:${target} text`);
    routed.child.kill("SIGTERM");
    await routed.ended;

    const args = ["replay", "r.jsonl", "--all-methods", "--to", `https://localhost:${server}`];
    const replayed = await project.run(args, {}, { env: trusted });
    assert.equal(replayed.code, 0, replayed.out + replayed.err);
  });

  test("one whose certificate nobody vouches for gets nothing, and the reason is said", async () => {
    await using servers = new Servers();
    const { listen } = await certified(servers);
    let asked = 0;
    const server = await listen((_, response) => {
      asked++;
      response.end();
    });
    const head = '{"format":"heroku-workbench-traffic","version":1,"startedAt":"2026-01-01T00:00:00Z"}';
    const request = { at: 1, id: "i", method: "GET", path: "/", headers: [], answer: { status: 200, service: 1 } };
    await writeFile(path.join(project.root, "r.jsonl"), `${head}\n${JSON.stringify(request)}\n`);
    const { code, out } = await project.run(["replay", "r.jsonl", "--to", `https://localhost:${server}`]);
    assert.equal(code, 1);
    assert.match(out, /GET \/ {2}200 → self-signed certificate/);
    assert.equal(asked, 0);
  });

  /** Servers with a certificate for this machine, and the variables of a program that trusts it. */
  async function certified(servers: Servers) {
    const [key, cert] = [path.join(project.root, "key.pem"), path.join(project.root, "cert.pem")];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    await run("openssl", ["req", ...kind, "-keyout", key, "-out", cert, ...names]);
    const options = { key: await readFile(key), cert: await readFile(cert) };
    return {
      listen: (handler: RequestListener) => servers.listen(createServer(options, handler)),
      trusted: { NODE_EXTRA_CA_CERTS: cert },
    };
  }
});

async function untilAnswered(port: number): Promise<void> {
  while (!(await ask({ port }, "/", { headers: { "x-traffic-duplicate": "1" } }).catch(() => undefined)));
}
