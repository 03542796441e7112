import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { appPrice } from "../../../src/advice/app-price.ts";
import { formationPrice } from "../../../src/advice/dyno-prices.ts";
import { sizeTable } from "../../../src/advice/dyno-sizes.ts";

const monthly = (name: string, cents: number) => ({ name, billed_price: { cents, unit: "month", contract: false } });

test("an app costs its dynos and its add-ons", () => {
  const formation = [
    { quantity: 2, size: "Standard-1X" },
    { quantity: 0, size: "Private-L" },
  ];
  assert.deepEqual(appPrice({ formation, addons: [monthly("postgresql-flat-1", 500), monthly("mail-2", 0)] }), {
    dynos: 50,
    addons: 5,
    total: 55,
    unknown: [],
    usesEcoPool: false,
  });
});

test("what has no public price is named, once, and is not counted", () => {
  const addons = [
    { name: "contract-1", billed_price: { cents: 900, unit: "month", contract: true } },
    { name: "silent-1", billed_price: null },
    { name: "older-1" },
  ];
  const formation = [
    { quantity: 1, size: "Private-M" },
    { quantity: 3, size: "Private-M" },
  ];
  const price = appPrice({ formation, addons });
  assert.deepEqual(price.unknown, ["Private-M", "contract-1", "silent-1", "older-1"]);
  assert.equal(price.total, 0);
});

test("eco dynos are the account's pool, and not unknown", () => {
  const price = appPrice({ formation: [{ quantity: 1, size: "eco" }], addons: [] });
  assert.deepEqual([price.total, price.usesEcoPool, price.unknown], [0, true, []]);
});

test("where every price is known, the sum is the formation's and the add-ons'", () => {
  const priced = [...sizeTable.values()].filter(({ price }) => price !== undefined).map(({ name }) => name);
  const entry = fc.record({ size: fc.constantFrom(...priced), quantity: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(entry), fc.array(fc.nat(100_000)), (formation, cents) => {
      const price = appPrice({ formation, addons: cents.map((it, index) => monthly(`addon-${index}`, it)) });
      assert.equal(price.dynos, formationPrice(formation));
      assert.ok(Math.abs(price.addons - cents.reduce((sum, it) => sum + it, 0) / 100) < 0.001);
      assert.equal(price.total, price.dynos + price.addons);
    }),
  );
});
