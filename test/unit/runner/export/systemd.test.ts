import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import type { ExportRequest } from "../../../../src/runner/export/export-request.ts";
import { makeFolder } from "../../project/folder.ts";
import { filesOf, hostileCommand, hostileValues, requestOf, textOf } from "./request.ts";

test("a template for each type, its copies as instances, and a target for all", () => {
  const request = requestOf(
    { web: "node server.js", worker: "node worker.js", release: "./migrate" },
    { formation: "all=1,web=2", variables: { KEY: "hush" }, log: "/var/log/shop", path: "/opt/bin:/bin", timeout: 9 },
  );
  assert.deepEqual(
    filesOf("systemd", request).map(({ name, isSecret }) => [name, isSecret]),
    [
      ["shop.target", false],
      ["shop-web@.service", false],
      ["shop-worker@.service", false],
      ["shop.env", true],
    ],
  );
  assert.equal(
    textOf("systemd", request),
    `# Heroku Workbench wrote this for shop. Export again instead of editing it.
[Unit]
Description=shop
Wants=shop-web@1.service shop-web@2.service shop-worker@1.service

[Install]
WantedBy=multi-user.target
`,
  );
  assert.equal(
    textOf("systemd", request, "shop-worker@.service"),
    `# Heroku Workbench wrote this for shop. Export again instead of editing it.
[Unit]
Description=shop worker.%i
PartOf=shop.target

[Service]
User=shop
WorkingDirectory=/srv/shop
EnvironmentFile=/etc/units/shop.env
Environment="PATH=/opt/bin:/bin"
ExecStart=/bin/sh -c "export PORT=$$((5099 + %i)) PS=worker.%i; node worker.js"
Restart=always
RestartSec=5
TimeoutStopSec=9
SuccessExitStatus=143
SyslogIdentifier=shop-worker.%i
StandardOutput=append:/var/log/shop/worker.%i.log

[Install]
WantedBy=shop.target
`,
  );
  assert.equal(
    textOf("systemd", request, "shop.env"),
    `# Heroku Workbench wrote this for shop. Export again instead of editing it.\nKEY="hush"\n`,
  );
});

test("units of one user name no user", () => {
  const request = requestOf({ web: "x" }, { user: undefined });
  assert.match(textOf("systemd", request), /^WantedBy=default\.target$/m);
  assert.doesNotMatch(textOf("systemd", request, "shop-web@.service"), /^User=/m);
});

test("the name of a copy is the dialect's, and the port is the copy's own", () => {
  const unit = (request: ExportRequest) => textOf("systemd", request, "shop-web@.service");
  assert.match(unit(requestOf({ web: "x" }, { dialect: "heroku-local" })), / FOREMAN_WORKER_NAME=web\.%i; x"$/m);
  const own = requestOf({ web: "x" }, { dialect: "heroku-local", variables: { FOREMAN_WORKER_NAME: "me", PORT: "1" } });
  assert.match(unit(own), /"export PORT=\$\$\(\(4999 \+ %i\)\); x"$/m);
  assert.doesNotMatch(textOf("systemd", own, "shop.env"), /PORT/);
});

test("no value reaches a unit, in no dialect", () => {
  for (const dialect of ["workbench", "foreman", "heroku-local"] as const) {
    const request = requestOf({ web: "serve --key $KEY" }, { dialect, variables: { KEY: "hush" } });
    for (const { text, isSecret } of filesOf("systemd", request)) assert.equal(text.includes("hush"), isSecret);
  }
});

describe("systemd itself", { skip: process.platform !== "linux" }, () => {
  const verify = "/usr/bin/systemd-analyze";
  test("takes the units", { skip: !existsSync(verify) }, async (context) => {
    const folder = await makeFolder(context, { "a b/%d/x": "" });
    const odd = path.join(folder, "a b/%d");
    const more = { root: odd, folder: odd, log: odd, user: "root", variables: hostileValues, path: "/bin:/o dd/%h" };
    const request = requestOf({ web: hostileCommand, "a-b_c": "x\vy\f \u0001" }, more);
    await writeUnits(odd, request);
    const units = filesOf("systemd", request).flatMap(({ name, isSecret }) => (isSecret ? [] : [path.join(odd, name)]));
    // Loading units reads the machine's own too, with complaints of theirs.
    const { stderr } = await promisify(execFile)(verify, ["verify", "--man=no", ...units]).catch((error) => error);
    assert.doesNotMatch(stderr, /shop/);
  });

  // Of its programs that run without the system's manager, this one reads files of variables with the same reader.
  const reader = "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator";
  test("reads the values back", { skip: !existsSync(reader) }, async (context) => {
    // Here, and not in units, it replaces variables.
    const values = Object.fromEntries(Object.entries(hostileValues).filter(([, value]) => !value.includes("$")));
    const folder = await makeFolder(context, {});
    await mkdir(path.join(folder, "environment.d"));
    const text = textOf("systemd", requestOf({ web: "x" }, { variables: values }), "shop.env");
    await writeFile(path.join(folder, "environment.d/shop.conf"), text);
    const { stdout } = await promisify(execFile)(reader, { env: { XDG_CONFIG_HOME: folder } });
    const read = new Map(stdout.split("\n").map((line) => [line.split("=")[0], unescaped(line.replace(/^\w*=/, ""))]));
    for (const [name, value] of Object.entries(values)) assert.equal(read.get(name) ?? "", value);
  });
});

async function writeUnits(folder: string, request: ExportRequest): Promise<void> {
  for (const { name, text } of filesOf("systemd", request)) await writeFile(path.join(folder, name), text);
}

/** It prints what is not a bare word as a shell's "$'…'" would have it, in double quotes. */
function unescaped(text: string): string {
  if (!text.startsWith('"')) return text;
  const meanings: Readonly<Record<string, string>> = { n: "\n", t: "\t" };
  return text.slice(1, -1).replace(/\\(.)/g, (_whole, letter: string) => meanings[letter] ?? letter);
}
