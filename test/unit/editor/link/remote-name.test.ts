import assert from "node:assert/strict";
import { test } from "node:test";
import { type KnownRemote, offerRemoteNames, remoteNameProblem } from "../../../../src/editor/link/remote-name.ts";

const offers: [app: string, remotes: KnownRemote[], offered: string][] = [
  ["shop", [], "heroku staging production shop"],
  ["shop", [{ name: "origin" }], "heroku staging production shop"],
  ["shop-staging", [{ name: "heroku", app: "shop" }], "staging production shop-staging heroku(shop)"],
  ["shop-production", [], "heroku staging production shop-production"],
  ["shop", [{ name: "heroku" }], "staging production shop"],
  ["shop", [{ name: "heroku", app: "shop" }], "staging production shop"],
];

for (const [app, remotes, offered] of offers) {
  test(`${app} beside ${JSON.stringify(remotes)}`, () => {
    const words = offerRemoteNames(app, remotes).map(({ name, taken }) => (taken ? `${name}(${taken})` : name));
    assert.equal(words.join(" "), offered);
  });
}

const names: [name: string, problem: RegExp | undefined][] = [
  ["staging", undefined],
  ["my.remote-1_x", undefined],
  ["heroku", undefined],
  ["", /letter or digit first/],
  ["-x", /letter or digit first/],
  ["a b", /Letters/],
  ["a..b", /two dots/],
  ["a.", /at the end/],
  ["a.lock", /\.lock/],
  ["origin", /leads elsewhere/],
];

for (const [name, problem] of names) {
  test(`the name "${name}"`, () => {
    const words = remoteNameProblem(name, [{ name: "origin" }, { name: "heroku", app: "shop" }]);
    if (problem === undefined) assert.equal(words, undefined);
    else assert.match(words ?? "", problem);
  });
}
