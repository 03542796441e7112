import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../../src/sandbox/api/errors.ts";
import { cutPage } from "../../../../src/sandbox/api/range.ts";

const releases = Array.from({ length: 1200 }, (_, index) => ({ id: `id-${index + 1}`, version: index + 1 }));
const sorting = { attributes: ["version", "id"] };
const versions = (header: string | undefined) =>
  cutPage(releases, sorting, header).items.map((item) => (item as { version: number }).version);

const count = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * Math.sign(to - from || 1));

const readable: [header: string | undefined, expected: number[]][] = [
  [undefined, count(1, 200)],
  ["", count(1, 200)],
  ["version ..; max=15, order=desc", count(1200, 1186)],
  ["version ..; order=desc,max=1", [1200]],
  ["version ..;order=desc;max=2", [1200, 1199]],
  ["version ..; max=3;", [1, 2, 3]],
  ["version ..,max=3", [1, 2, 3]],
  ["version 5..7", [5, 6, 7]],
  ["version [5..7]", [5, 6, 7]],
  ["version ]5..7", [6, 7]],
  ["version ]5..7[", [6]],
  ["version 1199..; max=10", [1199, 1200]],
  ["version 3..1; order=desc", [3, 2, 1]],
  ["version ]3..; order=desc, max=10", [2, 1]],
  ["version ..; max=5000", count(1, 1000)],
  ["id id-8..id-80", [8, 80]],
  ["version 5000..", []],
];
for (const [header, expected] of readable) {
  test(`Range ${header ?? "absent"}`, () => assert.deepEqual(versions(header), expected));
}

const unreadable = [
  "version",
  "..5",
  "version ..5",
  "name ..",
  "bytes=0-99",
  "version ..; max=0",
  "version ..; max=-1",
  "version ..; max=x",
  "version ..; order=up",
  "version ..; limit=3",
  "garbage",
  "__proto__ ..",
];
for (const header of unreadable) {
  test(`Range ${header} is 416`, () =>
    assert.throws(
      () => versions(header),
      (error) =>
        error instanceof ApiError && error.status === 416 && error.body.id === "requested_range_not_satisfiable",
    ));
}

test("a truncated page is 206 and its Next-Range leads to the rest, each item once", () => {
  const seen: number[] = [];
  let next: string | undefined = "version ..; order=desc,max=500";
  const statuses: number[] = [];
  while (next !== undefined) {
    const page = cutPage(releases, sorting, next);
    statuses.push(page.status);
    seen.push(...page.items.map((item) => (item as { version: number }).version));
    next = page.headers["Next-Range"];
  }
  assert.deepEqual(statuses, [206, 206, 200]);
  assert.deepEqual(seen, count(1200, 1));
});

test("items that share a time are told apart by their ids", () => {
  const builds = Array.from({ length: 25 }, (_, index) => ({
    id: `id-${String(index).padStart(2, "0")}`,
    created_at: "t",
  }));
  const byTime = { attributes: ["id", "created_at"], shared: ["created_at"] };
  const first = cutPage(builds, byTime, "created_at ..; max=15, order=desc");
  const second = cutPage(builds, byTime, first.headers["Next-Range"]);
  assert.equal(new Set([...first.items, ...second.items]).size, 25);
  assert.equal(second.status, 200);
});

test("the headers name what was asked", () => {
  const { headers } = cutPage(releases, sorting, "version ..; max=2");
  assert.deepEqual(headers, {
    "Accept-Ranges": "version, id",
    "Content-Range": "version 1..2",
    "Next-Range": "version ]2..; max=2",
  });
  assert.equal(cutPage([], sorting, undefined).headers["Content-Range"], undefined);
});
