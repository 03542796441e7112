import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request } from "node:http";
import path from "node:path";
import { describe, test } from "node:test";
import { type ControlClient, connectControl } from "../../../src/runner/control/client.ts";
import type { ControlAnswer, ControlEvent } from "../../../src/runner/control/protocol.ts";
import { freePort } from "../runner/free-port.ts";
import { ask, read, Servers } from "../traffic/setup.ts";
import { type Started, useProject } from "./project.ts";
import type { Ran } from "./run-local.ts";

const node = JSON.stringify(process.execPath);
const web = `${node} ${JSON.stringify(path.resolve(import.meta.dirname, "../../programs/web.mjs"))}`;
const procfile = { Procfile: `web: DYNO=$PS ${web}\n` };
/** A run goes on without its web process as long as another one runs. */
const both = { Procfile: `${procfile.Procfile}worker: sleep 72\n` };

describe("start --router", { skip: process.platform === "win32" }, () => {
  const project = useProject();

  test("stands at the port of web, passes requests to every copy, and says so as the platform does", async () => {
    const port = await freePort();
    const args = ["start", "web=2", "-p", String(port), "--router", "--router-order", "round-robin"];
    const { child, line, ended } = await project.start(args, procfile);
    await line(/all processes are ready/);
    const bodies = [await ask({ port }, "/a?b"), await ask({ port }, "/a?b")].map(({ body }) => body);
    assert.deepEqual(bodies.toSorted(), ["web.1 /a?b\n", "web.2 /a?b\n"]);
    child.kill("SIGTERM");
    const { code, out } = await ended;
    assert.equal(code, 143);
    assert.match(out, new RegExp(String.raw`web\.1 +\| listening on ${port + 1}$`, "m"));
    assert.match(out, new RegExp(String.raw`router +\| ready on http://localhost:${port}$`, "m"));
    assert.match(
      out,
      /router +\| at=info method=GET path="\/a\?b" host=\S+ request_id=\S+ fwd="127\.0\.0\.1" dyno=web\.[12] connect=\d+ms service=\d+ms status=200 bytes=11 protocol=http1\.1 tls=false$/m,
    );
  });

  test("a request waits for a process that is restarted; without one it is H14", async () => {
    const { port, control, close } = await routed(["start"]);
    try {
      const restarted = control.ask({ do: "restart", name: "web" });
      assert.equal((await ask({ port }, "/during")).body, "web.1 /during\n");
      await restarted;
      await control.ask({ do: "stop-process", name: "web" });
      assert.match((await ask({ port }, "/")).body, /H14/);
      const started = control.ask({ do: "start", name: "web" });
      assert.equal((await ask({ port }, "/again")).body, "web.1 /again\n");
      await started;
    } finally {
      await close();
    }
  });

  test("a process that another program runs for now gets its requests too", async () => {
    const { port, control, close } = await routed(["start"]);
    try {
      const answer = await control.ask({ do: "borrow", name: "web.1", by: "debugger" });
      assert.ok(answer.ok && answer.loan);
      const asked = ask({ port }, "/held");
      const server = createServer((_, response) => response.end("debugged"));
      server.listen(answer.loan.port, "127.0.0.1");
      assert.equal((await asked).body, "debugged");
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await control.ask({ do: "give-back", name: "web.1" });
      assert.equal((await ask({ port }, "/back")).body, "web.1 /back\n");
    } finally {
      await close();
    }
  });

  test("others can have requests recorded and copied while it runs", async () => {
    const { port, control, close } = await routed(["start"]);
    await using servers = new Servers();
    const copied = Promise.withResolvers<IncomingMessage>();
    const target = await servers.http((incoming, response) => {
      copied.resolve(incoming);
      response.end();
    });
    const file = path.join(project.root, "traffic.jsonl");
    try {
      const told = changes(control);
      assert.equal(traffic(await control.ask({ do: "record", file })).recording, file);
      const again = await control.ask({ do: "record", file: `${file}.2` });
      assert.ok(!again.ok && /under way already/.test(again.message));
      await control.ask({ do: "duplicate", targets: [{ url: `http://127.0.0.1:${target}`, path: "^/a" }] });
      await ask({ port }, "/a?token=hunter2", { headers: { cookie: "c=hunter2" } });
      await ask({ port }, "/b", { method: "POST", body: "x=1" });
      assert.equal((await copied.promise).url, "/a?token=hunter2");
      await told(({ recorded, targets }) => recorded === 2 && targets[0]?.sent === 1);
      const stopped = traffic(await control.ask({ do: "stop-recording" }));
      assert.equal(stopped.recording, null);
      assert.equal(stopped.port, port);
      const wrong = await control.ask({ do: "duplicate", targets: [{ url: "http://a/path" }] });
      assert.ok(!wrong.ok && /takes no path/.test(wrong.message));
      const text = await readFile(file, "utf8");
      assert.equal(text.trimEnd().split("\n").length, 3);
      assert.doesNotMatch(text, /hunter2/);
      assert.equal((await stat(file)).mode & 0o777, 0o600);

      const replayed = await beside(["replay", file, "--to", `http://localhost:${port}`, "--speed", "max", "--json"]);
      assert.equal(replayed.code, 0, replayed.err);
      const { same, skipped, requests } = JSON.parse(replayed.out);
      assert.deepEqual([requests, same, skipped], [2, 1, { "unsafe method": 1 }]);
      const all = await beside(["replay", file, "--to", `http://127.0.0.1:${target}`, "--all-methods"]);
      assert.equal(all.code, 0, all.err);
      assert.match(all.out, /^2 requests recorded, 2 sent to http:\/\/127[\s\S]*same status +2\n/);
    } finally {
      await close();
    }
  });

  for (const [name, args, status, files, words] of [
    ["without a web process", ["--router"], 1, { Procfile: "worker: sleep 70\n" }, /no web process for a router/],
    ["with a wrong order", ["--router-order", "sorted"], 2, procfile, /takes random or round-robin/],
    ["with a wrong target", ["--duplicate", "staging"], 2, procfile, /--duplicate: "staging" is no http/],
    ["with a recording that is there", ["--record", "Procfile"], 1, procfile, /Procfile is there already/],
  ] as const) {
    test(`${name} nothing starts`, async () => {
      const { code, out, err } = await project.run(["start", "-p", String(await freePort()), ...args], files);
      assert.equal(code, status);
      assert.match(err, words);
      assert.doesNotMatch(out, /started with pid/);
    });
  }

  test("with a port of its own the processes keep theirs; it must be free, and nobody's", async () => {
    const base = await freePort();
    const call = (port: number, ...args: string[]) => [
      "start",
      "-p",
      String(base),
      "--router-port",
      String(port),
      ...args,
    ];
    const port = await freePort();
    const { child, line, ended } = await project.start(call(port), procfile);
    await line(/all processes are ready/);
    assert.equal((await ask({ port }, "/a")).body, "web.1 /a\n");
    assert.equal((await ask({ port: base }, "/b")).body, "web.1 /b\n");
    child.kill("SIGTERM");
    await ended;
    assert.match((await project.run(call(base))).err, new RegExp(`${base} is the port of web\\.1`));
    await using servers = new Servers();
    const taken = await servers.http(() => {});
    const { code, err } = await project.run(["start", "--router-port", String(taken)], procfile);
    assert.equal(code, 1);
    assert.match(err, new RegExp(`port ${taken} of router is taken`));
  });

  test("a router's port that is taken and was asked for is refused", async () => {
    await using servers = new Servers();
    const taken = await servers.http(() => {});
    const { code, err } = await project.run(["start", "-p", String(taken), "--router"], procfile);
    assert.equal(code, 1);
    assert.match(err, new RegExp(`port ${taken} of router is taken`));
  });

  /** While a run is under way something is left on purpose. */
  const beside = async (args: readonly string[]): Promise<Ran> => (await project.start(args)).closed;

  /** A run whose web process is ready, and a connection to it. */
  async function routed(args: readonly string[]) {
    const port = await freePort();
    const started = await project.start([...args, "-p", String(port), "--router", "--json"], both);
    await started.line(/"process":"web\.1".*"isReady":true/);
    const control = await connectControl(await controlOf(started));
    return {
      port,
      control,
      async close() {
        await control.ask({ do: "stop" }).catch(() => undefined);
        control.close();
        await started.ended;
      },
    };
  }
});

describe("route", { skip: process.platform === "win32" }, () => {
  const project = useProject();

  test("stands before servers, and before a command that gets a port of its own", async () => {
    await using servers = new Servers();
    const server = await servers.http((incoming, response) => response.end(incoming.headers.host));
    const one = await project.start([
      "route",
      "--port",
      String(await freePort()),
      "--to",
      `http://localhost:${server}`,
    ]);
    const port = await portOf(one);
    assert.equal((await ask({ port }, "/", { headers: { host: "my.app" } })).body, "my.app");
    await one.line(/at=info method=GET path="\/" host=my\.app .* dyno=localhost:\d+ /);
    one.child.kill("SIGINT");
    assert.equal((await one.ended).code, 130);
  });

  test("ends with its command, and ends it with all that it started", async () => {
    const port = String(await freePort());
    const quick = await project.run(["route", "--port", port, "--to-command", "exit 7"]);
    assert.equal(quick.code, 7);
    const args = ["route", "--quiet", "--port", port, "--to-command", `sleep 71 & DYNO=inner ${web}`];
    const { child, line, ended } = await project.start(args);
    await line(/listening on \d+/);
    assert.equal((await ask({ port: Number(port) }, "/x")).body, "inner /x\n");
    child.kill("SIGTERM");
    const { code, out } = await ended;
    assert.equal(code, 143);
    assert.doesNotMatch(out, /at=info/);
  });

  test("says at its end what became of the copies", async () => {
    await using servers = new Servers();
    const sent = Promise.withResolvers<void>();
    const server = await servers.http((_, response) => response.end());
    const target = await servers.http((_, response) => response.end("", () => sent.resolve()));
    const port = await freePort();
    const args = [
      "route",
      "-p",
      String(port),
      "--to",
      `http://localhost:${server}`,
      "--duplicate",
      `http://localhost:${target}`,
    ];
    const { child, ended } = await project.start(args);
    await untilListening(port);
    await ask({ port }, "/");
    await sent.promise;
    child.kill("SIGTERM");
    assert.match((await ended).err, /copies to http:\/\/localhost:\d+: [1-9] sent, 0 failed, 0 dropped/);
  });

  for (const [args, words] of [
    [[], /needs --to URL or --to-command/],
    [["--to", "http://a/b"], /takes no path/],
    [["--to", "http://a", "--to-command", "x"], /needs --to URL or --to-command/],
    [["--to", "http://a", "--port", "x"], /--port takes/],
  ] as const) {
    test(`${args.join(" ")} is refused`, async () => {
      const { code, err } = await project.run(["route", ...args]);
      assert.equal(code, 2);
      assert.match(err, words);
    });
  }
});

describe("replay", () => {
  const project = useProject();
  const head = '{"format":"heroku-workbench-traffic","version":1,"startedAt":"2026-01-01T00:00:00Z"}\n';
  const requestTo = (way: string, headers: unknown = []) =>
    `${JSON.stringify({ at: 1, id: "id-1", method: "GET", path: way, headers, body: null, answer: { status: 200, service: 3 } })}\n`;

  test("differing answers are shown, and are its status", async () => {
    await using servers = new Servers();
    const port = await servers.http((incoming, response) => {
      response.statusCode = incoming.headers.cookie === "c=1" ? 200 : 401;
      response.end();
    });
    await writeFile(path.join(project.root, "r.jsonl"), head + requestTo("/a?b=1"));
    const args = ["replay", "r.jsonl", "--to", `http://localhost:${port}`];
    const { code, out } = await project.run(args);
    assert.equal(code, 1);
    assert.match(out, /other status +1\n[\s\S]*Different:\n {2}GET \/a {2}200 → 401 {2}\(id-1\)\n$/);
    await writeFile(path.join(project.root, "headers"), "# mine\nCookie: c=1\n");
    assert.equal((await project.run([...args, "--headers", "headers"])).code, 0);
    await writeFile(path.join(project.root, "headers"), "hunter2\n");
    const wrong = await project.run([...args, "--headers", "headers"]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /header 1 is not Name: value/);
    assert.doesNotMatch(wrong.err, /hunter2/);
  });

  test("Ctrl-C ends it early, with what there is", { skip: process.platform === "win32" }, async () => {
    await using servers = new Servers();
    const came = Promise.withResolvers<void>();
    const port = await servers.http((_, response) => {
      response.end();
      came.resolve();
    });
    const later = JSON.stringify({ ...JSON.parse(requestTo("/later")), at: 1e8 });
    await writeFile(path.join(project.root, "r.jsonl"), `${head}${requestTo("/now")}${later}\n`);
    const { child, ended } = await project.start(["replay", "r.jsonl", "--to", `http://localhost:${port}`]);
    await came.promise;
    child.kill("SIGINT");
    const { code, out } = await ended;
    assert.equal(code, 130);
    assert.match(out, /^Stopped early\.\n/);
  });

  for (const [args, status, words] of [
    [[], 2, /file of one recording/],
    [["x"], 2, /needs --to/],
    [["x", "--to", "https://my.app"], 2, /another machine\. Add --yes-to my\.app/],
    [["x", "--to", "https://my.app", "--yes-to", "my.apple"], 2, /another machine/],
    [["x", "--to", "http://localhost", "--speed", "0"], 2, /--speed takes/],
    [["x", "--to", "http://localhost:1"], 1, /x does not exist/],
    [["Procfile", "--to", "http://localhost:1"], 1, /Procfile is no recording of traffic/],
    [["x", "--to", "https://my.app", "--yes-to", "my.app"], 1, /x does not exist/],
  ] as const) {
    test(`${args.join(" ")} is refused`, async () => {
      const { code, err } = await project.run(["replay", ...args], { Procfile: "web: true\n" });
      assert.equal(code, status, err);
      assert.match(err, words);
    });
  }
});

type Traffic = Extract<ControlEvent, { event: "traffic" }>["traffic"];

function traffic(answer: ControlAnswer): Traffic {
  assert.ok(answer.ok && answer.traffic, answer.ok ? "no traffic" : answer.message);
  return answer.traffic;
}

/** Waits for a report of the router. */
function changes(control: ControlClient): (isWanted: (traffic: Traffic) => boolean) => Promise<void> {
  let last: Traffic | undefined;
  let look = (): void => {};
  const subscribed = control.subscribe((event) => {
    if (event.event !== "traffic") return;
    last = event.traffic;
    look();
  });
  return async (isWanted) => {
    await subscribed;
    await new Promise<void>((resolve) => {
      look = () => {
        if (last && isWanted(last)) resolve();
      };
      look();
    });
  };
}

async function controlOf(started: Started): Promise<string> {
  await started.line(/"control":/);
  const [, address = ""] = /"control":("[^"]+")/.exec(started.bytes().toString()) ?? [];
  return JSON.parse(address);
}

/** The router of `route` speaks on standard error, which is not waited for: its port takes connections once it stands. */
async function portOf(started: Started): Promise<number> {
  const port = Number(started.child.spawnargs[started.child.spawnargs.indexOf("--port") + 1]);
  await untilListening(port);
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const asking = request({ host: "127.0.0.1", port, agent: false }).end();
    const [event] = await Promise.race([
      once(asking, "response"),
      once(asking, "error").catch((error) => [error]),
    ]).catch((error) => [error]);
    if (event instanceof Error) continue;
    await read(event);
    return;
  }
}
