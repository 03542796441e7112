import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { byPlace, isProcfileName, labelOf, readProcesses } from "../../../../src/editor/local/read-procfile.ts";

describe("the processes of a Procfile", () => {
  const cases: readonly (readonly [string, string, readonly (readonly [string, string, number])[]])[] = [
    [
      "one a line, with the line",
      "web: node a.js\n# no\nworker: b\n",
      [
        ["web", "node a.js", 0],
        ["worker", "b", 2],
      ],
    ],
    ["of a type that comes twice the last", "web: a\nweb: b\n", [["web", "b", 1]]],
    [
      "with a byte order mark and Windows' lines",
      "web: a\r\nworker: b\r\n",
      [
        ["web", "a", 0],
        ["worker", "b", 1],
      ],
    ],
    ["none", "just words\n", []],
  ];
  for (const [name, text, expected] of cases) {
    test(name, () => {
      const found = readProcesses(text).map(({ type, command, line }) => [type, command, line]);
      assert.deepEqual(found, expected);
    });
  }
});

describe("the name of a Procfile", () => {
  const names: Readonly<Record<string, boolean>> = {
    Procfile: true,
    "Procfile.dev": true,
    "Procfile.local-2": true,
    "dev.procfile": true,
    "Procfile.md": false,
    "Procfile.ts": false,
    "Procfile.bak": false,
    "Procfile.dev.swp": false,
    Procfiles: false,
    procfile: false,
  };
  for (const [name, expected] of Object.entries(names)) test(name, () => assert.equal(isProcfileName(name), expected));
});

describe("the places of Procfiles", () => {
  const shop = { name: "shop", path: path.resolve("/w/shop"), index: 0 };
  const api = { name: "api", path: path.resolve("/w/api"), index: 1 };
  const at = (folder: typeof shop, file: string) => ({ folder, file: path.join(folder.path, ...file.split("/")) });

  test("are told apart by folder only where there are several", () => {
    assert.equal(labelOf(at(shop, "Procfile"), false), "Procfile");
    assert.equal(labelOf(at(shop, "api/Procfile.dev"), false), "api/Procfile.dev");
    assert.equal(labelOf(at(api, "Procfile"), true), "api · Procfile");
  });

  test("stand by folder, from the outside in, the plain one first", () => {
    const wanted = [
      at(shop, "Procfile"),
      at(shop, "Procfile.dev"),
      at(shop, "admin/Procfile"),
      at(shop, "admin/deep/Procfile"),
      at(api, "Procfile"),
    ];
    assert.deepEqual([...wanted].reverse().sort(byPlace), wanted);
  });
});
