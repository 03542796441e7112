import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Dialect } from "../../../src/runner/dialect.ts";
import { oneOfEach, parseFormation } from "../../../src/runner/formation.ts";
import { type Plan, planInstances } from "../../../src/runner/plan.ts";
import { basePort } from "../../../src/runner/ports.ts";

describe("the base port: -p, then the files, then the shell, then the dialect's", () => {
  const nothing = { option: undefined, envFiles: undefined, shell: undefined };
  const table: readonly [string, Parameters<typeof basePort>[0], Dialect, number][] = [
    ["nothing", nothing, "workbench", 5000],
    ["nothing, heroku local", nothing, "heroku-local", 5006],
    [".env 8000, shell 7000", { ...nothing, envFiles: "8000", shell: "7000" }, "workbench", 8000],
    ["shell 7000", { ...nothing, shell: "7000" }, "foreman", 7000],
    [".env 8000, -p 9000", { ...nothing, envFiles: "8000", option: 9000 }, "workbench", 9000],
    ["empty PORT", { ...nothing, envFiles: "", shell: "" }, "workbench", 5000],
  ];
  for (const [name, sources, dialect, port] of table) {
    test(name, () => assert.equal(readPort(basePort(sources, dialect)), port));
  }
  test("what is no port is refused, with its source", () => {
    const reading = basePort({ ...nothing, envFiles: "https" }, "workbench");
    assert.ok(reading.kind === "invalid");
    assert.match(reading.message, /^PORT=https of the \.env files is no port/);
    assert.equal(basePort({ ...nothing, option: 1023 }, "heroku-local").kind, "invalid");
    assert.equal(basePort({ ...nothing, option: 1023 }, "foreman").kind, "base");
    assert.equal(basePort({ ...nothing, option: 65_536 }, "foreman").kind, "invalid");
  });
});

describe("ports of copies", () => {
  const table: readonly [string, Dialect, string, Readonly<Record<string, number>>][] = [
    [
      "two of each",
      "foreman",
      "web=2,worker=2,clock=2",
      { "web.1": 5000, "web.2": 5001, "worker.1": 5100, "worker.2": 5101, "clock.1": 5200, "clock.2": 5201 },
    ],
    ["the place is that of the file", "foreman", "worker=1", { "worker.1": 5100 }],
    ["also in the default dialect", "workbench", "clock=1", { "clock.1": 5200 }],
    ["heroku local counts what runs", "heroku-local", "worker=1", { "worker.1": 5006 }],
  ];
  for (const [name, dialect, formation, ports] of table) {
    test(name, () => {
      const base = dialect === "heroku-local" ? 5006 : 5000;
      assert.deepEqual(portsOf({ ...plan, dialect, basePort: base, formation: read(formation) }), ports);
    });
  }
});

describe("release", () => {
  const types = [
    { name: "release", command: "./migrate" },
    { name: "web", command: "./web" },
  ];
  test("waits to be named, and keeps its place", () => {
    assert.deepEqual(portsOf({ ...plan, types, formation: oneOfEach }), { "web.1": 5100 });
    assert.deepEqual(portsOf({ ...plan, types, formation: read("release=1") }), { "release.1": 5000 });
  });
  test("runs like any other as foreman has it", () => {
    const all = portsOf({ ...plan, types, formation: oneOfEach, dialect: "foreman" });
    assert.deepEqual(Object.keys(all), ["release.1", "web.1"]);
  });
});

test("a plan that cannot be carried out says why", () => {
  const refusals = [
    planInstances({ ...plan, formation: read("all=0") }),
    planInstances({ ...plan, basePort: 65_500 }),
    planInstances({ ...plan, formation: read("nope=1") }),
  ];
  assert.deepEqual(
    refusals.map((refusal) => refusal.kind === "impossible" && refusal.message.slice(0, 24)),
    ["There is nothing to run:", "worker.1 would get port ", "The Procfile has no proc"],
  );
});

const plan: Plan = {
  dialect: "workbench",
  types: ["web", "worker", "clock"].map((name) => ({ name, command: `./${name}` })),
  formation: oneOfEach,
  basePort: 5000,
  env: {},
  fileKeys: [],
};

function portsOf(of: Plan): Record<string, number> {
  const planned = planInstances(of);
  assert.ok(planned.kind === "planned");
  return Object.fromEntries(planned.instances.map(({ name, port }) => [name, port]));
}

function read(text: string): Plan["formation"] {
  const reading = parseFormation(text);
  assert.ok(reading.kind === "formation");
  return reading.formation;
}

function readPort(reading: ReturnType<typeof basePort>): number | undefined {
  return reading.kind === "base" ? reading.port : undefined;
}
