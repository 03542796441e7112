import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { signature } from "../../../src/runner/export/export-request.ts";
import { makeFolder } from "../project/folder.ts";
import { runLocal } from "./run-local.ts";

const files = { Procfile: "web: serve $KEY\nworker: work\nrelease: migrate\n", ".env": "KEY=hush\nPORT=7000\n" };
const posix = { skip: process.platform === "win32" };

test("export writes units for everybody and the variables for the owner alone", posix, async (context) => {
  const folder = await makeFolder(context, { ...files, "out/shop.env": `# ${signature("shop")}\nleft open` });
  const { code, out, err } = await runLocal(folder, ["export", "systemd", "out", "-a", "shop"]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /^wrote out\/shop-web@\.service$/m);
  assert.match(out, /^Next:\n {2}systemctl link /m);
  assert.ok(!out.includes("hush"));
  const modes = new Map<string, number>();
  for (const name of await readdir(path.join(folder, "out"))) {
    modes.set(name, (await stat(path.join(folder, "out", name))).mode & 0o777);
  }
  assert.deepEqual(Object.fromEntries(modes), {
    "shop-web@.service": 0o644,
    "shop-worker@.service": 0o644,
    "shop.env": 0o600,
    "shop.target": 0o644,
  });
  const unit = await readFile(path.join(folder, "out/shop-web@.service"), "utf8");
  assert.match(unit, /^ExecStart=.*\(\(6999 \+ %i\)\).*; serve \$\$KEY"$/m);
  assert.ok(unit.includes(`WorkingDirectory=${folder}\n`));
  assert.match(unit, /^User=shop$/m);
});

test("export leaves alone what it has not written, also for another app", posix, async (context) => {
  const folder = await makeFolder(context, { ...files, "out/shop.env": "mine\n" });
  const run = (app: string) => runLocal(folder, ["export", "systemd", "out", "-a", app]);
  const { code, err } = await run("shop");
  assert.equal(code, 1);
  assert.match(err, /out\/shop\.env is there already, and not of an export of shop/);
  assert.deepEqual(await readdir(path.join(folder, "out")), ["shop.env"]);
  assert.equal((await run("other")).code, 0);
});

test("export takes away what an earlier one wrote for the app, and nothing else", posix, async (context) => {
  const folder = await makeFolder(context, { ...files, "out/shop-own.service": "mine\n" });
  const run = (...more: string[]) => runLocal(folder, ["export", "systemd", "out", "-a", "shop", "--json", ...more]);
  await runLocal(folder, ["export", "systemd", "out", "-a", "shop-web"]);
  await run();
  const { out } = await run("-m", "web=1");
  assert.deepEqual(JSON.parse(out).removed, [path.join(folder, "out/shop-worker@.service")]);
  assert.deepEqual((await readdir(path.join(folder, "out"))).toSorted(), [
    "shop-own.service",
    "shop-web-web@.service",
    "shop-web-worker@.service",
    "shop-web.env",
    "shop-web.target",
    "shop-web@.service",
    "shop.env",
    "shop.target",
  ]);
});

test("the app is named after its folder, and so is its user", posix, async (context) => {
  const folder = await makeFolder(context, { "My  shop (2)/Procfile": "web: x\n" });
  const root = path.join(folder, "My  shop (2)");
  const { out } = await runLocal(folder, ["export", "launchd", "out", "-d", root, "--json"]);
  assert.deepEqual(JSON.parse(out).written, [path.join(folder, "out/My-shop-2-web-1.plist")]);
  const units = await runLocal(folder, ["export", "supervisord", "out", "-d", root, "--user-units"]);
  assert.equal(units.code, 0);
  assert.doesNotMatch(await readFile(path.join(folder, "out/My-shop-2.conf"), "utf8"), /^user=/m);
});

for (const [args, status, says] of [
  ["", 2, /export needs a format: systemd, launchd, supervisord/],
  ["upstart out", 2, /export needs a format/],
  ["systemd", 2, /export needs one folder/],
  ["systemd out more", 2, /export needs one folder/],
  ["systemd out -p x", 2, /--port takes a whole number, not x/],
  ["systemd out --user-units -u me", 2, /--user-units have no --user/],
  ["systemd out -m web", 1, /Write it as web=2,worker=1/],
  ["systemd out -a ../x", 1, /is no name for units/],
  ["systemd Procfile", 1, /The units could not be written\. E/],
  ["systemd out -f Nope", 1, /Nope does not exist/],
] as const) {
  test(`export ${args} is refused in words`, async (context) => {
    const folder = await makeFolder(context, files);
    const { code, err } = await runLocal(folder, ["export", ...args.split(" ").filter(Boolean)]);
    assert.match(err, says);
    assert.equal(code, status);
    assert.deepEqual((await readdir(folder)).toSorted(), [".env", "Procfile"]);
  });
}
