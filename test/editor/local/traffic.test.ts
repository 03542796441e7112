import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { procfileNode } from "../../../src/editor/local/local-nodes.ts";
import type { LocalRun } from "../../../src/editor/local/local-runs.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { type SignedIn, signIn, until as untilSo } from "../config/signed-in.ts";
import { createScratchFolder, type ScratchFolder } from "../languages/scratch-folder.ts";
import { saying } from "../person.ts";
import { coupleTo, createPipeline } from "./pipeline.ts";
import { until } from "./until.ts";

const server = `require("node:http").createServer((request, answer) => {
  answer.statusCode = request.url === "/once" && !globalThis.seen ? 200 : request.url === "/once" ? 503 : 200;
  if (request.url === "/once") globalThis.seen = true;
  answer.end("ok");
}).listen(process.env.PORT);
`;

describe("Traffic of a local run", () => {
  let signedIn: SignedIn;
  let local: TestingApi["local"];
  let scratch: ScratchFolder;
  let other: Server;
  const heardByOther: string[] = [];

  before(async () => {
    signedIn = await signIn();
    ({ local } = signedIn.extension);
    other = createServer((request, answer) => {
      heardByOther.push(`${request.method} ${request.url}`);
      answer.end("ok");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  });
  after(async () => {
    other.close();
    await signedIn.leave();
  });
  beforeEach(async () => {
    heardByOther.length = 0;
    scratch = await createScratchFolder();
    await scratch.write("server.js", server);
    await scratch.write("Procfile", "web: node server.js\n");
    await untilSo(async () => {
      const known = await local.runs.procfiles();
      if (known.some(({ file }) => file === row().file)) return true;
      await scratch.write("Procfile", "web: node server.js\n");
      return false;
    });
  });
  afterEach(async () => {
    for (const { client } of local.runs.all) await client.ask({ do: "stop" }).catch(() => undefined);
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await until(local.runs, () => local.runs.all.length === 0 && vscode.window.terminals.length === 0);
    await scratch.remove();
  });

  const row = () => procfileNode(scratch.uri("Procfile").fsPath);
  const theRun = (): LocalRun => {
    const run = local.runs.runOf(row().file);
    assert.ok(run?.traffic);
    return run;
  };
  const url = (): string => `http://localhost:${theRun().traffic?.port}`;
  const otherUrl = (): string => `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const isReady = ({ copies }: LocalRun): boolean => {
    const state = copies.get("web.1")?.state;
    return state?.kind === "running" && state.isReady;
  };
  /** A recording of three requests, one of which changes something and one that is answered differently next time. */
  const record = async (): Promise<string> => {
    await saying([], commands.recordTraffic, row());
    await until(local.runs, () => isReady(theRun()));
    await fetch(`${url()}/once`, { headers: { Authorization: "Bearer hunter2" } });
    await fetch(`${url()}/always?token=hunter2`);
    await fetch(`${url()}/change`, { method: "POST", body: "x=1" });
    await until(local.runs, () => theRun().traffic?.recorded === 3);
    const file = theRun().traffic?.recording;
    assert.ok(file);
    return file;
  };

  it("is recorded through the local router, without secrets, for this person's eyes only", async () => {
    const file = await record();
    const heard = await saying([], commands.stopRecording, row());
    assert.match(heard, /Recorded 3 requests in scratch-.*\.jsonl/);
    const text = await textOf(file);
    assert.match(text, /\/always/);
    assert.doesNotMatch(text, /hunter2/);
    if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.match(await saying([], commands.stopRecording), /Nothing is recorded now/);
  });

  it("asks before it restarts what runs without the router, and restarts all of it", async () => {
    await scratch.write("Procfile", "web: node server.js\nworker: cat\n");
    const find = async () => (await local.runs.procfiles()).find(({ file }) => file === row().file);
    await until(local.runs, async () => (await find())?.processes.length === 2);
    const procfile = await find();
    assert.ok(procfile);
    const run = await local.runs.start({ procfile, router: false });
    await saying([undefined], commands.recordTraffic, row());
    assert.equal(local.runs.runOf(row().file), run);
    const heard = await saying(["Restart"], commands.recordTraffic, row());
    assert.match(heard, /Restart .* with the local router\?/);
    assert.match(heard, /Requests to http:\/\/localhost:\d+ are recorded/);
    assert.deepEqual([...theRun().copies.keys()].sort(), ["web.1", "worker.1"]);
  });

  it("is replayed to the local run, safe methods only, and what differs is shown", async () => {
    const recorded = path.basename(await record());
    await saying([], commands.stopRecording, row());
    const heard = await saying([recorded, /^The local run/, "Ten times as fast"], commands.replayRecording);
    assert.match(heard, /some answers differ/);
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /3 requests recorded, 2 sent/);
    assert.match(text, /GET \/once\s+200 → 503/);
  });

  it("is replayed to another address with everything", async () => {
    const file = vscode.Uri.file(await record());
    await saying([], commands.stopRecording, row());
    const answers = ["Another address…", otherUrl(), "Ten times as fast, everything"];
    const heard = await saying(answers, commands.replayRecording, file);
    assert.match(heard, /all answers have the recorded status/);
    assert.deepEqual(
      [...heardByOther].sort(),
      ["GET /always?token=hunter2", "GET /once", "POST /change"].map(scrubbed).sort(),
    );
  });

  it("is sent to an app only when the person says so, and to one in production when they type its name", async () => {
    const file = vscode.Uri.file(await record());
    await saying([], commands.stopRecording, row());
    const app = await signedIn.newApp("traffic-target", {});
    const way = "A hundred times as fast";
    const asked = await saying(["An app…", "traffic-target", way, undefined], commands.replayRecording, file);
    assert.match(asked, /Replay .* to traffic-target\?\nOnly requests that change nothing are sent/);
    await production(app);
    const refused = await saying(["An app…", "traffic-target", way, "traffic"], commands.replayRecording, file);
    assert.match(refused, /traffic-target is in production\. Type its name/);
    assert.match(refused, /This is not the name/);
    const sent = await saying(["An app…", "traffic-target", way, "traffic-target"], commands.replayRecording, file);
    assert.match(sent, /Replayed .* to traffic-target/);
  });

  it("is duplicated to another address, and no longer when the person says so", async () => {
    const [procfile] = (await local.runs.procfiles()).filter(({ file }) => file === row().file);
    assert.ok(procfile);
    await local.runs.start({ procfile, router: true });
    await until(local.runs, () => isReady(theRun()));
    const answers = ["Another address…", otherUrl(), "All requests", "^/api/", "X-Kind: ^(new|old)$"];
    await saying(answers, commands.duplicateRequests, row());
    await fetch(`${url()}/api/one`, { headers: { "X-Kind": "new" } });
    await fetch(`${url()}/api/two`, { headers: { "X-Kind": "newer" } });
    await fetch(`${url()}/other`, { headers: { "X-Kind": "new" } });
    await until(local.runs, () => theRun().traffic?.targets[0]?.sent === 1);
    assert.deepEqual(heardByOther, ["GET /api/one"]);
    const heard = await saying([/^Stop copies to/], commands.duplicateRequests, row());
    assert.match(heard, /gets no more copies/);
    await until(local.runs, () => theRun().traffic?.targets.length === 0);
    for (const declined of [
      [undefined],
      ["Another address…", undefined],
      ["Another address…", otherUrl(), undefined],
      ["Another address…", otherUrl(), "Half of them", "", "no header"],
      ["Another address…", "https://shop.example.com", "Half of them", "", "", "shop"],
    ]) {
      await saying(declined, commands.duplicateRequests, row());
    }
    assert.deepEqual(theRun().traffic?.targets, []);
  });

  it("is nothing without a web process", async () => {
    await scratch.write("Procfile", "worker: cat\n");
    await until(local.runs, async () =>
      (await local.runs.procfiles()).some(
        ({ file, processes }) => file === row().file && processes[0]?.type === "worker",
      ),
    );
    assert.match(await saying([], commands.recordTraffic, row()), /Procfile has no process web/);
    assert.equal(local.runs.runOf(row().file), undefined);
  });

  it("refuses an address with a path or a password", async () => {
    const file = vscode.Uri.file(await record());
    for (const bad of ["https://bob:hunter2@example.com", "http://localhost:1/path", "example.com"]) {
      const heard = await saying(["Another address…", bad], commands.replayRecording, file);
      assert.match(heard, /Such as http:\/\/localhost:3000/);
    }
  });

  async function production(app: AppTarget): Promise<void> {
    await coupleTo(await createPipeline(app, "traffic-pipeline"), app, "production");
  }
});

async function textOf(file: string): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(file))).toString();
}

/** As the recording has it. */
function scrubbed(request: string): string {
  return request.replace("hunter2", "SCRUBBED");
}
