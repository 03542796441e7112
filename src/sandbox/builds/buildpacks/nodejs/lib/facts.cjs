// Prints what bin/compile asks of package.json as NAME=value lines.
const { readFileSync } = require("node:fs");

let manifest;
try {
  manifest = JSON.parse(readFileSync(process.argv[2], "utf8").replace(/^\uFEFF/, ""));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const count = (name) => Object.keys(manifest[name] ?? {}).length;
const scripts = manifest.scripts ?? {};
const engines = manifest.engines ?? {};
const facts = {
  has_dependencies: count("dependencies") + count("devDependencies") + count("optionalDependencies") > 0 || manifest.workspaces !== undefined,
  has_dev_dependencies: count("devDependencies") > 0,
  has_start: Boolean(scripts.start),
  build_script: ["heroku-postbuild", "build"].find((name) => scripts[name]) ?? "",
  has_prebuild: Boolean(scripts["heroku-prebuild"]),
  has_cleanup: Boolean(scripts["heroku-cleanup"]),
  engine_node: engines.node ?? "unspecified",
  engine_npm: engines.npm ?? "unspecified (use default)",
};
for (const [name, value] of Object.entries(facts)) console.log(`${name}=${String(value).replace(/\s+/g, " ")}`);
