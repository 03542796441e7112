// Preloaded into every Node process of a command that is debugged: it opens its inspector, says where in a file of the
// folder that the debugger watches, and waits for it. For any Node since 16.
"use strict";

const fs = require("node:fs");
const inspector = require("node:inspector");
const path = require("node:path");
const { isMainThread } = require("node:worker_threads");

const folder = process.env.HEROKU_WORKBENCH_DEBUGGER;
const script = process.argv[1];
// These start the process that is meant; what they are themselves made of is of interest to nobody.
const starters =
  /[\\/](?:npm|npx|yarn|pnpm|pnpx|corepack)(?:-cli|-prefix)?(?:\.[cm]?js)?$|[\\/]node_modules[\\/](?:npm|corepack|pnpm|yarn)[\\/]/;

if (folder && isMainThread && fs.existsSync(folder) && !starters.test(script || "")) {
  if (inspector.url() === undefined) inspector.open(0, "127.0.0.1");
  const { pid } = process;
  const file = path.join(folder, `${pid}.json`);
  fs.writeFileSync(`${file}.new`, JSON.stringify({ pid, script, url: inspector.url() }), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  if (inspector.waitForDebugger) inspector.waitForDebugger();
}
