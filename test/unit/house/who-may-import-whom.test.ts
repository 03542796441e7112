import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { forbiddenImports, mayImport } from "./rooms.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const rooms = Object.keys(mayImport);

test("no file imports what its room may not", async () => {
  const found = [];
  for (const file of await sourceFiles()) {
    const source = await readFile(path.join(root, "src", file), "utf8");
    found.push(...forbiddenImports(file, source).map((specifier) => `src/${file} imports ${specifier}`));
  }
  assert.deepEqual(found, []);
});

describe("every import that the table forbids is seen in each form", () => {
  for (const cell of forbiddenCells()) {
    test(cell.name, () => {
      for (const [form, source] of Object.entries(forms(cell.specifier))) {
        assert.deepEqual(forbiddenImports(cell.file, source), [cell.specifier], form);
      }
    });
  }
});

describe("an import that the table allows passes", () => {
  for (const [room, others] of Object.entries(mayImport)) {
    for (const other of others) {
      const { file, specifier } = cellOf(room, other);
      test(`${room} imports ${other}`, () => assert.deepEqual(forbiddenImports(file, `import "${specifier}";`), []));
    }
  }
  const own: readonly (readonly [string, string])[] = [
    ["sandbox/api/api.ts", "../git/repositories.ts"],
    ["editor/tree/view.ts", "../sandbox/start.ts"],
    ["sandbox/version.ts", "../../package.json"],
    ["logs/line.ts", "node:path"],
  ];
  for (const [file, specifier] of own) {
    test(`${file} imports ${specifier}`, () => {
      assert.deepEqual(forbiddenImports(file, `import "${specifier}";`), []);
    });
  }
});

describe("Biome says so while one types", () => {
  let folder = "";
  let reported: ReadonlySet<string> = new Set();
  const cells = forbiddenCells();

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "who-may-import-"));
    reported = await lintFixtures(folder, cells);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const cell of cells) {
    test(cell.name, () => assert.ok(reported.has(cell.fixture), `${cell.fixture} has no error`));
  }
});

interface Cell {
  readonly name: string;
  readonly file: string;
  readonly specifier: string;
  readonly fixture: string;
}

function forbiddenCells(): Cell[] {
  const between = rooms.flatMap((room) =>
    rooms.filter((other) => other !== room && !mayImport[room]?.includes(other)).map((other) => cellOf(room, other)),
  );
  const vscode = rooms
    .filter((room) => room !== "editor" && room !== "extension.ts")
    .map((room) => ({ ...cellOf(room, "vscode"), specifier: "vscode" }));
  const io = ["procfile", "dotenv", "manifest", "logs", "advice"].map((room) => ({
    ...cellOf(room, "fs"),
    specifier: "node:fs",
  }));
  return [...between, ...vscode, ...io];
}

function cellOf(room: string, other: string): Cell {
  const isEntry = room === "extension.ts";
  const target = other === "extension.ts" ? other : `${other}/thing.ts`;
  const file = isEntry ? room : `${room}/thing.ts`;
  const fixture = isEntry ? room : `${room}/breaks-${other.replace(".ts", "")}.ts`;
  return { name: `${room} does not import ${other}`, file, fixture, specifier: `${isEntry ? "./" : "../"}${target}` };
}

function forms(specifier: string): Record<string, string> {
  return {
    import: `import { thing } from "${specifier}";`,
    "import for its effect": `import "${specifier}";`,
    "import of a type": `import type { Thing } from '${specifier}';`,
    "export from": `export * from "${specifier}";`,
    "dynamic import": `const thing = await import(\`${specifier}\`);`,
    "import with a remark": `const thing = await import(/* later */ "${specifier}");`,
    "type in place": `export function use(thing: import("${specifier}").Thing): void {}`,
    require: `const thing = require("${specifier}");`,
  };
}

/** Lints one file per cell with the project's own biome.json; returns those with an error of the import rule. */
async function lintFixtures(folder: string, cells: readonly Cell[]): Promise<Set<string>> {
  await cp(path.join(root, "biome.json"), path.join(folder, "biome.json"));
  for (const cell of cells) {
    const file = path.join(folder, "src", cell.fixture);
    await mkdir(path.dirname(file), { recursive: true });
    const line = `export * from "${cell.specifier}";\n`;
    await writeFile(file, line, { flag: cell.file === "extension.ts" ? "a" : "w" });
  }
  const rule = "lint/style/noRestrictedImports";
  const report = await biome(folder, [
    "lint",
    "--vcs-enabled=false",
    "--max-diagnostics=none",
    "--reporter=json",
    `--only=${rule.slice(5)}`,
  ]);
  return new Set(report.diagnostics.filter((found) => found.category === rule).map((found) => fixtureOf(found)));
}

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}

function fixtureOf({ location }: Diagnostic): string {
  const file = typeof location.path === "string" ? location.path : location.path.file;
  return file.replaceAll("\\", "/").replace(/^.*?src\//, "");
}

function biome(cwd: string, args: readonly string[]): Promise<{ diagnostics: Diagnostic[] }> {
  const program = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args, "."], { cwd, maxBuffer: 64 * 1024 * 1024 }, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new Error(stderr));
      }
    });
  });
}

async function sourceFiles(): Promise<string[]> {
  const entries = await readdir(path.join(root, "src"), { recursive: true });
  return entries.map((entry) => entry.replaceAll("\\", "/")).filter((entry) => entry.endsWith(".ts"));
}
