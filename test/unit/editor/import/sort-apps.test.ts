import assert from "node:assert/strict";
import { test } from "node:test";
import { freeName } from "../../../../src/editor/import/free-name.ts";
import { type Sorting, sortApps, sortedBy } from "../../../../src/editor/import/sort-apps.ts";
import type { AppTarget } from "../../../../src/editor/services.ts";

const apps = [
  { name: "b", git_url: "https://git.heroku.com/b.git", web_url: null },
  { name: "a", git_url: "https://git.heroku.com/a.git", web_url: "https://z.example/" },
  { name: "c", git_url: "https://git.heroku.com/c.git", web_url: "https://y.example/" },
].map((app) => ({ app }) as AppTarget);

const cases: [Sorting, string][] = [
  [{ column: "name", isDescending: false }, "a b c"],
  [{ column: "name", isDescending: true }, "c b a"],
  [{ column: "gitUrl", isDescending: true }, "c b a"],
  [{ column: "webUrl", isDescending: false }, "c a b"],
  [{ column: "webUrl", isDescending: true }, "a c b"],
];

for (const [sorting, order] of cases) {
  test(`by ${sorting.column}${sorting.isDescending ? ", descending" : ""}: ${order}`, () => {
    assert.equal(
      sortApps(apps, sorting)
        .map(({ app }) => app.name)
        .join(" "),
      order,
    );
  });
}

test("a second click on a column turns its order round, one on another begins anew", () => {
  const first = sortedBy("name", { column: "name", isDescending: false });
  assert.deepEqual(first, { column: "name", isDescending: true });
  assert.deepEqual(sortedBy("name", first), { column: "name", isDescending: false });
  assert.deepEqual(sortedBy("webUrl", first), { column: "webUrl", isDescending: false });
});

test("a taken folder gets a number", () => {
  assert.equal(freeName("shop", new Set(["shop"])), "shop-2");
  assert.equal(freeName("shop", new Set(["shop", "shop-2", "shop-3"])), "shop-4");
});
