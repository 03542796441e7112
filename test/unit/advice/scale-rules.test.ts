import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sizeTable } from "../../../src/advice/dyno-sizes.ts";
import { scaleProblems, withSize } from "../../../src/advice/scale-rules.ts";

const entry = (type: string, quantity: number, size: string) => ({ type, quantity, size });

const cases = [
  { name: "nothing", formation: [], codes: [] },
  { name: "standard beside performance", formation: ["web 9 Standard-1X", "worker 1 Performance-M"], codes: [] },
  { name: "basic beside standard", formation: ["web 1 Basic", "worker 1 Standard-1X"], codes: ["mixed-tiers"] },
  { name: "eco beside basic", formation: ["web 1 Eco", "w 1 Basic"], codes: ["mixed-tiers"] },
  { name: "eco beside basic that does not run", formation: ["web 1 Eco", "w 0 Basic"], codes: [] },
  { name: "three eco dynos", formation: ["web 1 Eco", "worker 1 Eco", "clock 1 Eco"], codes: ["eco-limit"] },
  { name: "two basic dynos of a type", formation: ["web 2 basic"], codes: ["one-per-type"] },
  { name: "one eco dyno of each type", formation: ["web 1 Eco", "worker 1 Eco"], codes: [] },
  { name: "a private size without a space", formation: ["web 1 Private-S"], codes: ["needs-space"] },
  { name: "a private size that does not run", formation: ["web 0 Private-S"], codes: [] },
  { name: "eleven performance dynos", formation: ["web 11 Performance-L"], codes: ["performance-limit"] },
  { name: "a hundred dynos", formation: ["web 60 Standard-1X", "worker 40 Standard-1X"], codes: [] },
  { name: "more than a hundred", formation: ["web 60 Standard-1X", "worker 41 Standard-1X"], codes: ["too-many"] },
  { name: "a release process", formation: ["release 1 Standard-1X"], codes: ["release-process"] },
  { name: "a size that nobody knows", formation: ["web 3 Mega", "worker 1 Basic"], codes: [] },
];

for (const { name, formation, codes } of cases) {
  test(name, () => {
    const entries = formation.map((text) => {
      const [type = "", quantity, size = ""] = text.split(" ");
      return entry(type, Number(quantity), size);
    });
    assert.deepEqual(
      scaleProblems(entries).map(({ code }) => code),
      codes,
    );
  });
}

test("a private size in a space is fine", () =>
  assert.deepEqual(scaleProblems([entry("web", 4, "Private-M")], { isInSpace: true }), []));

test("a problem says which types it is about", () => {
  const [problem] = scaleProblems([entry("web", 3, "Basic")]);
  assert.equal(problem?.text, "Basic runs one dyno per process type; web would have 3.");
  assert.equal(problem?.type, "web");
});

test("types that would not go together follow, the others stay", () => {
  const before = [entry("web", 1, "Basic"), entry("worker", 2, "Basic")];
  assert.deepEqual(withSize(before, "web", "Standard-2X"), [
    entry("web", 1, "Standard-2X"),
    entry("worker", 2, "Standard-2X"),
  ]);
  const mixed = [entry("web", 1, "Standard-1X"), entry("worker", 2, "Performance-M")];
  assert.deepEqual(withSize(mixed, "web", "Standard-2X")[1], mixed[1]);
});

test("after a change of size no tiers are mixed, if none were before", () => {
  const names = [...sizeTable.values()].map(({ name }) => name);
  const formation = fc.tuple(fc.constantFrom(...names), fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(formation, fc.constantFrom(...names), ([size, quantities], wanted) => {
      const before = quantities.map((quantity, index) => entry(`type${index}`, quantity, size));
      const after = withSize(before, "type0", wanted);
      assert.ok(!scaleProblems(after).some(({ code }) => code === "mixed-tiers"));
      assert.deepEqual(
        after.map(({ quantity }) => quantity),
        quantities,
      );
    }),
  );
});
