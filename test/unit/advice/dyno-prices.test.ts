import assert from "node:assert/strict";
import { test } from "node:test";
import { formationPrice, monthlyPrice } from "../../../src/advice/dyno-prices.ts";

test("a size in any case has its price", () => assert.equal(monthlyPrice("STANDARD-1X", 3), 75));
test("eco is a flat pool, so a dyno of it has none", () => assert.equal(monthlyPrice("Eco", 1), undefined));
test("a formation is the sum of what runs", () =>
  assert.equal(
    formationPrice([
      { size: "Basic", quantity: 2 },
      { size: "Performance-M", quantity: 1 },
      { size: "Private-L", quantity: 0 },
    ]),
    264,
  ));
test("one unknown running size makes the sum unknown", () =>
  assert.equal(formationPrice([{ size: "Private-L", quantity: 1 }]), undefined));
