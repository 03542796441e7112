import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, watch, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { makeFolder } from "../../project/folder.ts";
import { filesOf, hostileCommand, hostileValues, requestOf, textOf } from "./request.ts";

test("a program for each copy, and a group", () => {
  const more = { variables: { KEY: "hush" }, log: "/var/log/shop", path: "/bin" };
  const request = requestOf({ web: "a ; b # 100%", worker: "x" }, { formation: "all=1,web=1", ...more });
  assert.deepEqual(
    filesOf("supervisord", request).map(({ name, isSecret }) => [name, isSecret]),
    [
      ["shop.conf", false],
      ["shop.env.sh", true],
    ],
  );
  assert.equal(
    textOf("supervisord", request),
    String.raw`; Heroku Workbench wrote this for shop. Export again instead of editing it.
[program:shop-web-1]
command=/bin/sh -c 'export HOME=~shop USER=shop; . '\''/etc/units/shop.env.sh'\'' || exit 1; a ''; b ''# 100%%'
directory=/srv/shop
user=shop
environment=PATH="/bin",PORT="5000",PS="web.1"
autostart=true
autorestart=true
stopsignal=TERM
stopwaitsecs=5
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile=/var/log/shop/web.1.log

[program:shop-worker-1]
command=/bin/sh -c 'export HOME=~shop USER=shop; . '\''/etc/units/shop.env.sh'\'' || exit 1; x'
directory=/srv/shop
user=shop
environment=PATH="/bin",PORT="5100",PS="worker.1"
autostart=true
autorestart=true
stopsignal=TERM
stopwaitsecs=5
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile=/var/log/shop/worker.1.log

[group:shop]
programs=shop-web-1,shop-worker-1
`,
  );
});

const supervisord = await promisify(execFile)("supervisord", ["--version"]).then(
  () => true,
  () => false,
);

test("supervisord runs what the Procfile says", { skip: !supervisord, timeout: 60_000 }, async (context) => {
  const folder = await makeFolder(context, { "a b/odd %d/x": "" });
  const odd = path.join(folder, "a b/odd %d");
  const print = path.join(odd, "print.mjs");
  const answer = path.join(folder, "answer.json");
  await writeFile(
    print,
    `import { renameSync, writeFileSync } from "node:fs";
     writeFileSync(${JSON.stringify(`${answer}~`)}, JSON.stringify([process.argv.slice(2), process.cwd(), process.env]));
     renameSync(${JSON.stringify(`${answer}~`)}, ${JSON.stringify(answer)}); setInterval(() => {}, 1e6);`,
  );
  const command = `'${process.execPath}' '${print}' "$PS" 'a ; b # c' %i %% "\\\\" # ${hostileCommand}`;
  const variables = { ...hostileValues, PORT: "1" };
  const request = requestOf({ web: command }, { user: undefined, root: odd, folder: odd, variables, path: "/x%y" });
  for (const { name, text } of filesOf("supervisord", request)) await writeFile(path.join(odd, name), text);
  const log = path.join(folder, "log");
  const own = `[supervisord]\nnodaemon=true\nlogfile=${log}\npidfile=${folder}/pid\nchildlogdir=${folder}\n`;
  await writeFile(path.join(folder, "main.conf"), own + (await readFile(path.join(odd, "shop.conf"), "utf8")));
  await chmod(path.join(odd, "shop.env.sh"), 0o600);
  const changes = watch(folder, { signal: AbortSignal.timeout(30_000) });
  const daemon = spawn("supervisord", ["-n", "-c", path.join(folder, "main.conf")], { stdio: "ignore" });
  context.after(async () => {
    daemon.kill("SIGTERM");
    if (daemon.exitCode === null) await once(daemon, "exit");
  });
  for await (const { filename } of changes) if (filename === "answer.json") break;
  const [args, cwd, env] = JSON.parse(await readFile(answer, "utf8"));
  assert.deepEqual(args, ["web.1", "a ; b # c", "%i", "%%", "\\"]);
  assert.equal(cwd, odd);
  const expected = { ...hostileValues, PORT: "5000", PS: "web.1", PATH: "/x%y" };
  for (const [name, value] of Object.entries(expected)) assert.equal(env[name], value);
});
