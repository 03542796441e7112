// Builds what runs: `node esbuild.mjs [--minify] [--watch] [--report]`.
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { context, build as run } from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));

/** Stand-alone programs: name in dist/ and entry point. */
const programs = {
  sandbox: "src/cli/sandbox.ts",
  local: "src/cli/local.ts",
  "language-server": "src/cli/language-server.ts",
};

/** Small stand-ins for packages of which a dependency uses next to nothing; each file says why. */
const alias = {
  debug: "./scripts/bundle/debug.cjs",
  "semver/functions/parse": "./scripts/bundle/semver-parse.cjs",
  "semver/functions/satisfies": "./scripts/bundle/semver-satisfies.cjs",
};

/** Features of the language client (files of its lib/common/) that our server has nothing for. */
const unservedFeatures = [
  ...["callHierarchy", "colorProvider", "declaration", "documentLink", "executeCommand", "fileOperations"],
  ...["implementation", "inlineCompletion", "inlineValue", "linkedEditingRange", "signatureHelp"],
  ...["textDocumentContent", "typeDefinition", "typeHierarchy"],
];

/** An alias only knows packages; these are files inside one. */
const languageClientParts = {
  name: "language-client-parts",
  setup({ onResolve }) {
    const isOfClient = ({ importer }) => /[\\/]vscode-languageclient[\\/]lib[\\/]common[\\/]/.test(importer);
    const unserved = new RegExp(`^\\./(${unservedFeatures.join("|")})$`);
    for (const [filter, standIn] of [
      [unserved, "no-feature.cjs"],
      [/^\.\/notebook$/, "no-notebooks.cjs"],
      [/^\.\/utils\/globPattern$/, "glob-pattern.cjs"],
    ]) {
      const to = { path: path.join(root, "scripts/bundle", standIn) };
      onResolve({ filter }, (file) => (isOfClient(file) ? to : undefined));
    }
  },
};

/** Folders that a program reads at run time, copied with their file modes. */
const assets = {
  buildpacks: "src/sandbox/builds/buildpacks",
  debuggers: "src/runner/debuggers",
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
    alias,
    plugins: [languageClientParts],
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
  // Hundreds of imports name the chunks: names that nobody reads cost 10 kB.
  const chunkNames = flags.minify ? "chunks/[hash]" : "chunks/[name]-[hash]";
  return [
    { ...common, entryPoints: { extension: "src/extension.ts" }, splitting: true, chunkNames },
    ...Object.entries(programs).map(([name, entry]) => ({
      ...common,
      entryPoints: { [name]: entry },
      // In pieces, a program holds no more in memory than the languages or verbs at hand need.
      ...(name !== "sandbox" ? { splitting: true, chunkNames } : {}),
    })),
  ];
}

/** Builds everything into dist/; returns one esbuild metafile per bundle, the extension's first. */
export async function build(flags = {}) {
  const results = await Promise.all(bundles(flags).map((bundle) => run(bundle)));
  const metafiles = results.map((result) => result.metafile);
  if (flags.minify) await Promise.all(metafiles.map(dropIdleBanners));
  const built = metafiles.flatMap((metafile) => Object.keys(metafile.outputs));
  await removeOthers([...built, ...(await copyAssets())]);
  await mkdir(path.join(root, "out"), { recursive: true });
  await writeFile(path.join(root, "out/metafiles.json"), JSON.stringify(metafiles));
  return metafiles;
}

/** esbuild puts the banner into every file, and few hold code that calls `require`. */
async function dropIdleBanners({ outputs }) {
  for (const [name, output] of Object.entries(outputs)) {
    if (!name.endsWith(".js")) continue;
    const file = path.join(root, name);
    const text = await readFile(file, "utf8");
    const rest = text.slice(banner.js.length + 1);
    if (!text.startsWith(banner.js) || /\brequire\b/.test(rest)) continue;
    await writeFile(file, rest);
    output.bytes = Buffer.byteLength(rest);
  }
}

/** What an earlier build left. The folder is never emptied before: a sandbox may be running from it. */
async function removeOthers(files) {
  const wanted = new Set(files.map((file) => path.join(root, file)));
  for (const file of await filesIn(path.join(root, "dist"))) if (!wanted.has(file)) await rm(file);
}

/** Bytes per part, from the metafiles of `build`. */
export function sizes([extension, ...others]) {
  const outputs = Object.entries(extension.outputs).filter(([file]) => file.endsWith(".js"));
  const bytes = (files) => files.reduce((sum, file) => sum + extension.outputs[file].bytes, 0);
  return {
    activation: bytes(staticClosure(extension, "dist/extension.js")),
    host: bytes(outputs.map(([file]) => file)),
    programs: Object.fromEntries(
      others.map(({ outputs }) => {
        const files = Object.keys(outputs).filter((file) => file.endsWith(".js"));
        const entry = files.find((file) => path.dirname(file) === "dist") ?? "";
        return [path.basename(entry), files.reduce((sum, file) => sum + outputs[file].bytes, 0)];
      }),
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

/** Copies the assets with their file modes; returns the new files, from the root. */
async function copyAssets() {
  const copied = [];
  for (const [name, folder] of Object.entries(assets)) {
    for (const file of await filesIn(path.join(root, folder))) {
      const to = path.join("dist", name, path.relative(path.join(root, folder), file));
      await mkdir(path.dirname(path.join(root, to)), { recursive: true });
      await copyFile(file, path.join(root, to));
      await chmod(path.join(root, to), (await stat(file)).mode);
      copied.push(to);
    }
  }
  return copied;
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flags = new Set(process.argv.slice(2));
  if (flags.has("--watch")) await watch();
  else {
    // esbuild has already printed what is wrong.
    const metafiles = await build({ minify: flags.has("--minify") }).catch(() => process.exit(1));
    if (flags.has("--report")) report(metafiles);
  }
}
