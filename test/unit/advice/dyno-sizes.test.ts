import assert from "node:assert/strict";
import { test } from "node:test";
import { dollars, monthlyPrice } from "../../../src/advice/dyno-prices.ts";
import { findSize, memoryWords, sizesOfPlatform, sizeWords } from "../../../src/advice/dyno-sizes.ts";

const listed = sizesOfPlatform([
  { name: "Eco", memory: 0.5, cost: { cents: 500, unit: "month" }, private_space_only: false },
  { name: "Standard-1X", memory: 0.5, cost: { cents: 3000, unit: "month" }, private_space_only: false },
  { name: "Standard-2X", memory: 1, cost: null, private_space_only: false },
  { name: "Private-Z", memory: 9, cost: null, private_space_only: true },
]);

test("the platform's own price wins", () => assert.equal(monthlyPrice("standard-1x", 2, listed), 60));
test("where it says none, the table does", () => assert.equal(monthlyPrice("Standard-2X", 2, listed), 100));
test("a size that it does not list is known all the same", () => assert.equal(monthlyPrice("Basic", 1, listed), 7));
test("eco is a pool, whatever the platform says", () => assert.equal(monthlyPrice("Eco", 1, listed), undefined));
test("a new size of spaces is private, without a price", () => {
  assert.deepEqual(findSize("private-z", listed), {
    name: "Private-Z",
    memory: 9,
    share: "",
    price: undefined,
    isDated: false,
    tier: "private",
  });
});

for (const [gigabytes, words] of [
  [0.5, "512 MB"],
  [1, "1 GB"],
  [2.5, "2.5 GB"],
] as const) {
  test(`${gigabytes} is ${words}`, () => assert.equal(memoryWords(gigabytes), words));
}

for (const [name, words] of [
  ["standard-2x", "1 GB · 2× CPU share"],
  ["eco", "512 MB · 1× CPU share · sleeps after 30 minutes"],
  ["dyno-2c-4gb", "4 GB · 2 vCPU"],
] as const) {
  test(`${name} is described`, () => {
    const facts = findSize(name);
    assert.equal(facts && sizeWords(facts), words);
  });
}

for (const [usd, words] of [
  [0, "$0"],
  [1500, "$1,500"],
  [4.5, "$4.50"],
] as const) {
  test(`${usd} is ${words}`, () => assert.equal(dollars(usd), words));
}
