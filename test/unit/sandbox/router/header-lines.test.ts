import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dropHeaders,
  joinHeaders,
  splitHeaders,
  takeHeaders,
  watchNames,
} from "../../../../src/sandbox/router/header-lines.ts";

const lines =
  "Host: a\r\nhost:b\r\nHoXt: c\r\nAccept:  */* \t\r\nX-Long-Name-That-Is-Longer-Than-Thirty-One: 1\r\nEmpty:\r\n";

test("watched names are taken in any case, all else passes byte for byte", () => {
  const found: string[] = [];
  const kept = takeHeaders(lines, {
    watched: watchNames(["host"]),
    found,
    take: (list, name, value) => name === "host" && list.push(value) > 0,
  });
  assert.deepEqual(found, ["a", "b"]);
  assert.equal(kept, lines.slice(lines.indexOf("HoXt")));
});

test("dropping names", () => {
  assert.equal(
    dropHeaders(lines, ["accept", "empty", "host"]),
    "HoXt: c\r\nX-Long-Name-That-Is-Longer-Than-Thirty-One: 1\r\n",
  );
  assert.equal(dropHeaders(lines, []), lines);
  assert.equal(dropHeaders("", ["a"]), "");
});

test("names and values, with every byte of UTF-8 left whole", () => {
  const utf8 = Buffer.from("à").toString("latin1");
  assert.deepEqual(splitHeaders(`A: ${utf8} \r\nB:\r\nC: d\n`), ["A", utf8, "B", "", "C", "d"]);
  assert.equal(joinHeaders(["A", "1", "a", "2"]), "A: 1\r\na: 2\r\n");
});
