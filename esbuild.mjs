// Builds what runs: `node esbuild.mjs [--minify] [--watch] [--report]`.
import { chmod, cp, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { context, build as run } from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));

/** Stand-alone programs: name in dist/ and entry point. */
const programs = {
  sandbox: "src/cli/sandbox.ts",
};

/** Folders that a program reads at run time, copied with their file modes. */
const assets = {
  buildpacks: "src/sandbox/builds/buildpacks",
  hooks: "src/sandbox/git/hooks",
};

// CommonJS packages inside an ES module bundle still call `require` for Node's own modules and `vscode`.
const banner = {
  js: 'import { createRequire as nodeCreateRequire } from "node:module"; const require = nodeCreateRequire(import.meta.url);',
};

function options({ minify }) {
  return {
    absWorkingDir: root,
    outdir: "dist",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    // Prefer the ES module build of a package: it can be split and shaken.
    mainFields: ["module", "main"],
    external: ["vscode"],
    banner,
    charset: "utf8",
    minify,
    keepNames: false,
    sourcemap: minify ? false : "linked",
    metafile: true,
    logLevel: "warning",
  };
}

function bundles(flags) {
  const common = options(flags);
  return [
    { ...common, entryPoints: { extension: "src/extension.ts" }, splitting: true, chunkNames: "chunks/[name]-[hash]" },
    ...Object.entries(programs).map(([name, entry]) => ({ ...common, entryPoints: { [name]: entry } })),
  ];
}

/** Builds everything into dist/; returns one esbuild metafile per bundle, the extension's first. */
export async function build(flags = {}) {
  await rm(path.join(root, "dist"), { recursive: true, force: true });
  const results = await Promise.all(bundles(flags).map((bundle) => run(bundle)));
  await copyAssets();
  await mkdir(path.join(root, "out"), { recursive: true });
  const metafiles = results.map((result) => result.metafile);
  await writeFile(path.join(root, "out/metafiles.json"), JSON.stringify(metafiles));
  return metafiles;
}

/** Bytes per part, from the metafiles of `build`. */
export function sizes([extension, ...others]) {
  const outputs = Object.entries(extension.outputs).filter(([file]) => file.endsWith(".js"));
  const bytes = (files) => files.reduce((sum, file) => sum + extension.outputs[file].bytes, 0);
  return {
    activation: bytes(staticClosure(extension, "dist/extension.js")),
    host: bytes(outputs.map(([file]) => file)),
    programs: Object.fromEntries(
      others.flatMap((metafile) =>
        Object.entries(metafile.outputs)
          .filter(([file]) => file.endsWith(".js"))
          .map(([file, output]) => [path.basename(file), output.bytes]),
      ),
    ),
  };
}

/** What loading `entry` loads at once: itself and everything it imports statically. */
function staticClosure(metafile, entry) {
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const used of metafile.outputs[file].imports) {
      if (used.kind === "import-statement" && !used.external) visit(used.path);
    }
  };
  visit(entry);
  return [...seen];
}

async function copyAssets() {
  for (const [name, from] of Object.entries(assets)) {
    const source = path.join(root, from);
    if (await exists(source)) await copyWithModes(source, path.join(root, "dist", name));
  }
}

async function copyWithModes(from, to) {
  await cp(from, to, { recursive: true });
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    await chmod(path.join(to, path.relative(from, file)), (await stat(file)).mode);
  }
}

async function watch() {
  await copyAssets();
  for (const bundle of bundles({ minify: false })) {
    const watched = await context({ ...bundle, logLevel: "info" });
    await watched.watch();
  }
}

function report(metafiles) {
  const { activation, host, programs: standalone } = sizes(metafiles);
  const lines = [
    ["loaded at activation", activation],
    ["loadable by the extension host", host],
    ...Object.entries(standalone),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  for (const [name, size] of lines) {
    process.stdout.write(`${name.padEnd(width)}  ${(size / 1000).toFixed(1).padStart(8)} kB\n`);
  }
}

function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = new Set(process.argv.slice(2));
  if (flags.has("--watch")) await watch();
  else {
    // esbuild has already printed what is wrong.
    const metafiles = await build({ minify: flags.has("--minify") }).catch(() => process.exit(1));
    if (flags.has("--report")) report(metafiles);
  }
}
