import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sizeTable } from "../../../src/advice/dyno-sizes.ts";
import { changesBetween, changeWords, priceWords, totalChange } from "../../../src/advice/scale-words.ts";

const cases = [
  ["web", 1, "Standard-2X", 3, "Standard-2X", "web 1 → 3 × Standard-2X: $50 → $150 a month (+$100)"],
  ["web", 3, "Standard-2X", 0, "Standard-2X", "web 3 → 0 × Standard-2X: $150 → $0 a month (−$150)"],
  ["web", 1, "Basic", 2, "Standard-1X", "web 1 × Basic → 2 × Standard-1X: $7 → $50 a month (+$43)"],
  ["w", 0, "Basic", 0, "Standard-1X", "w 0 × Basic → 0 × Standard-1X: $0 a month"],
  ["w", 1, "Performance-L", 1, "Performance-L-RAM", "w 1 × Performance-L → 1 × Performance-L-RAM: $500 a month"],
  ["w", 1, "Performance-2XL", 2, "Performance-2XL", "w 1 → 2 × Performance-2XL: $1,500 → $3,000 a month (+$1,500)"],
  ["w", 0, "Private-M", 2, "Private-M", "w 0 → 2 × Private-M: $0 a month → the price of Private-M is not public"],
  ["w", 1, "Private-M", 2, "Private-M", "w 1 → 2 × Private-M: the price of Private-M is not public"],
  ["w", 1, "Basic", 1, "Eco", "w 1 × Basic → 1 × Eco: $7 a month → in the account's $5 pool for Eco dynos"],
] as const;

for (const [type, fromQuantity, fromSize, toQuantity, toSize, words] of cases) {
  test(words, () => {
    const from = { quantity: fromQuantity, size: fromSize };
    const to = { quantity: toQuantity, size: toSize };
    assert.equal(changeWords({ type, from, to }), words);
  });
}

test("the case of a size is no change", () => {
  const entry = { type: "web", quantity: 1, size: "Standard-1X" };
  assert.deepEqual(changesBetween([entry], [{ ...entry, size: "standard-1x" }]), []);
});

test("the whole app, eco left out", () => {
  const eco = { quantity: 1, size: "Eco" };
  const one = { quantity: 1, size: "Basic" };
  assert.equal(totalChange([eco, one], [eco, one, one]), "$7 → $14 a month (+$7)");
});
test("the whole app is not known with a contract's price", () =>
  assert.equal(totalChange([], [{ quantity: 1, size: "Shield-S" }]), undefined));
test("eco says what it costs", () =>
  assert.equal(priceWords({ quantity: 1, size: "Eco" }), "in the account's $5 pool for Eco dynos"));

test("the difference of a sentence is that of its sums", () => {
  const priced = [...sizeTable.values()].filter(({ price }) => price !== undefined).map(({ name }) => name);
  const dynos = fc.record({ size: fc.constantFrom(...priced), quantity: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(dynos, { maxLength: 5 }), fc.array(dynos, { maxLength: 5 }), (before, after) => {
      const words = totalChange(before, after) ?? "";
      const numbers = [...words.matchAll(/([−+]?)\$([\d,]+)/g)].map(
        ([, sign, digits]) => (sign === "−" ? -1 : 1) * Number(digits?.replaceAll(",", "")),
      );
      const [from = 0, to = from, difference = 0] = numbers;
      assert.equal(to - from, difference);
      assert.equal(numbers.length === 1 || numbers.length === 3, true);
    }),
  );
});
