import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AppEntry, Pipelines } from "../../../../src/editor/tree/app-details.ts";
import {
  type Account,
  type Arrangement,
  arrange,
  groupings,
  sortings,
  teamOf,
} from "../../../../src/editor/tree/arrangement.ts";
import { matcherOf } from "../../../../src/editor/tree/filter.ts";
import type { App } from "../../../../src/heroku/resources/types.ts";
import { anApp } from "./builders.ts";

const byTeam: Arrangement = { groupBy: "team", sortBy: "name", filter: "", favorites: new Set() };
const account: Account = { ownEmail: "me@example.com", isInWorkspace: () => false, pipelines: undefined };

const acme = { team: { id: "t1", name: "acme" }, owner: { id: "o", email: "acme@herokumanager.com" } };
const foreign = { owner: { id: "u2", email: "you@example.com" } };
const eu = { region: { id: "r2", name: "eu" } };
const apps = [
  anApp("mine", { released_at: "2026-01-01T00:00:00Z", created_at: "2026-01-01T00:00:00Z" }),
  anApp("also-mine", { ...eu, created_at: "2026-02-01T00:00:00Z" }),
  anApp("theirs", { ...foreign, released_at: "2026-03-01T00:00:00Z" }),
  anApp("acme-web", { ...acme, released_at: "2026-02-01T00:00:00Z" }),
  anApp("acme-api", { ...acme, ...eu }),
];

function entryOf(app: App): AppEntry {
  const node = { kind: "app", id: app.id, parent: undefined, appId: app.id } as const;
  return { app, node, details: undefined, about: undefined };
}

function shape(arrangement: Partial<Arrangement>, about: Partial<Account> = {}, list = apps) {
  return arrange(list.map(entryOf), { ...byTeam, ...arrangement }, { ...account, ...about }).map(
    ({ label, entries }) => `${label}: ${entries.map(({ app }) => app.name).join(" ")}`,
  );
}

const ids = (...names: string[]) => new Set(names.map((name) => `id-of-${name}`));

const pipelines: Pipelines = new Map([
  ["id-of-acme-web", { id: "p1", name: "site", stage: "production" }],
  ["id-of-mine", { id: "p1", name: "site", stage: "staging" }],
]);

const cases: [string, Partial<Arrangement>, Partial<Account>, string[]][] = [
  ["by team", {}, {}, ["Personal: also-mine mine", "Shared with me: theirs", "acme: acme-api acme-web"]],
  [
    "this workspace before favorites, and each app in the first group that claims it",
    { favorites: ids("acme-web", "mine") },
    { isInWorkspace: ({ name }) => name === "acme-web" },
    ["This workspace: acme-web", "Favorites: mine", "Personal: also-mine", "Shared with me: theirs", "acme: acme-api"],
  ],
  ["by region", { groupBy: "region" }, {}, ["eu: acme-api also-mine", "us: acme-web mine theirs"]],
  [
    "by pipeline, the stages in their order",
    { groupBy: "pipeline" },
    { pipelines },
    ["site: mine acme-web", "In no pipeline: acme-api also-mine theirs"],
  ],
  [
    "not at all, favorites first",
    { groupBy: "none", favorites: ids("theirs") },
    {},
    ["All apps: theirs acme-api acme-web also-mine mine"],
  ],
  [
    "by last release, apps without one last",
    { groupBy: "none", sortBy: "released" },
    {},
    ["All apps: theirs acme-web mine acme-api also-mine"],
  ],
  [
    "by creation, the newest first",
    { groupBy: "none", sortBy: "created", filter: "mine" },
    {},
    ["All apps: also-mine mine"],
  ],
  ["filtered", { filter: "ACME eu" }, {}, ["acme: acme-api"]],
  ["filtered by one field", { filter: "owner:you" }, {}, ["Shared with me: theirs"]],
  ["filtered to nothing", { filter: "nothing like that" }, {}, []],
];
for (const [name, arrangement, about, expected] of cases) {
  test(`apps ${name}`, () => assert.deepEqual(shape(arrangement, about), expected));
}

test("an old team app tells its team by its owner's address alone", () => {
  assert.equal(teamOf(anApp("a", { owner: { id: "o", email: "acme@herokumanager.com" } })), "acme");
  assert.equal(teamOf(anApp("a")), undefined);
});

const matches: [string, Partial<App>, boolean][] = [
  ["", {}, true],
  ["  ", {}, true],
  ["SHOP", {}, true],
  ["shop us", {}, true],
  ["shop eu", {}, false],
  ["heroku-24", {}, true],
  ["node", { buildpack_provided_description: "Node.js" }, true],
  ["team:acme", acme, true],
  ["team:acme", {}, false],
  ["name:us", {}, false],
  ["region:us", {}, true],
  ["http://", {}, false],
];
for (const [filter, rest, expected] of matches) {
  test(`the filter "${filter}" ${expected ? "passes" : "stops"} ${JSON.stringify(rest)}`, () => {
    assert.equal(matcherOf(filter)(anApp("shop", rest)), expected);
  });
}

const anyApp = fc.record({
  id: fc.uuid(),
  name: fc.stringMatching(/^[a-d]{1,3}$/),
  owner: fc.constantFrom({ id: "1", email: "me@example.com" }, { id: "2", email: "acme@herokumanager.com" }),
  team: fc.constantFrom(null, { id: "t", name: "acme" }, { id: "t2", name: "other" }),
  region: fc.constantFrom({ id: "r", name: "us" }, { id: "r2", name: "eu" }),
  released_at: fc.constantFrom(null, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
});

test("every app that passes the filter is in exactly one group, and no group is empty or twice there", () => {
  const list = fc.uniqueArray(anyApp, { selector: ({ id }) => id, maxLength: 30 });
  fc.assert(
    fc.property(
      list,
      fc.constantFrom(...groupings),
      fc.constantFrom(...sortings),
      fc.constantFrom("", "a", "team:acme", "eu b"),
      fc.func(fc.boolean()),
      (raw, groupBy, sortBy, filter, isChosen) => {
        const all = raw.map((rest) => anApp(rest.name, rest));
        const favorites = new Set(all.filter(({ id }) => isChosen(id)).map(({ id }) => id));
        const wanted = { groupBy, sortBy, filter, favorites };
        const inWorkspace = { ...account, isInWorkspace: ({ id }: App) => isChosen(`${id}!`) };
        const sections = arrange(all.map(entryOf), wanted, inWorkspace);
        const shown = sections.flatMap(({ entries }) => entries.map(({ app }) => app.id));
        const expected = all.filter(matcherOf(filter)).map(({ id }) => id);
        assert.deepEqual(shown.toSorted(), expected.toSorted());
        assert.equal(new Set(sections.map(({ key }) => key)).size, sections.length);
        assert.ok(sections.every(({ entries }) => entries.length > 0));
      },
    ),
    { numRuns: 300 },
  );
});

test("an arrangement does not depend on the order of the list", () => {
  const list = fc.uniqueArray(anyApp, { selector: ({ name }) => name, maxLength: 20 });
  fc.assert(
    fc.property(list, fc.constantFrom(...groupings), fc.constantFrom(...sortings), (raw, groupBy, sortBy) => {
      const all = raw.map((rest) => anApp(rest.name, rest));
      assert.deepEqual(shape({ groupBy, sortBy }, {}, all), shape({ groupBy, sortBy }, {}, all.toReversed()));
    }),
  );
});
