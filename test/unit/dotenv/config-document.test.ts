import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type ConfigDocument,
  readConfigDocument,
  updateConfigDocument,
  writeConfigDocument,
} from "../../../src/dotenv/config-document.ts";

const vars = (entries: Record<string, string>) => new Map(Object.entries(entries));
const words = (owners: Record<string, string> = {}) => ({
  head: "Config vars of demo",
  ownedHead: "Set by add-ons",
  owners: vars(owners),
});

test("names in order, those of add-ons below, values that need quotes in quotes", () => {
  const text = writeConfigDocument(
    vars({ B: "two words", A: "1", DATABASE_URL: "postgres://u:p@h/d", C: "x\ny" }),
    words({ DATABASE_URL: "postgresql-1" }),
  );
  assert.equal(
    text,
    '# Config vars of demo\nA=1\nB="two words"\nC="x\\ny"\n\n# Set by add-ons\nDATABASE_URL=postgres://u:p@h/d\n',
  );
});

const base = vars({ A: "1", DATABASE_URL: "db" });
const owners = vars({ DATABASE_URL: "postgresql-1" });
const refused: [name: string, text: string, line: number, message: RegExp][] = [
  ["junk", "A=1\njunk\nDATABASE_URL=db", 1, /neither NAME=value nor a comment/],
  ["an open quote", 'DATABASE_URL=db\nA="1\n', 1, /quote of A has no end/],
  ["a key twice", "A=1\nDATABASE_URL=db\nA=2", 2, /A stands here twice/],
  ["a changed add-on's", "A=1\nDATABASE_URL=other", 1, /set by the add-on postgresql-1/],
  ["a removed add-on's", "A=1\n", 0, /set by the add-on postgresql-1/],
  ["a name that Heroku refuses", "A-B=1\nDATABASE_URL=db", 0, /Only letters, digits and _/],
  ["a NUL", 'DATABASE_URL=db\nA="\0"', 1, /U\+0000/],
  ["too much", `DATABASE_URL=db\nA=${"x".repeat(66_000)}`, 0, /64 KB/],
];

for (const [name, text, line, message] of refused) {
  test(`the document is refused for ${name}`, () => {
    const read = readConfigDocument(text, base, owners);
    assert.equal(read.kind, "refused");
    const [problem] = (read as ConfigDocument & { kind: "refused" }).problems;
    assert.match(problem?.message ?? "", message);
    assert.equal(problem?.range.start.line, line);
  });
}

test("a name that is there already and would not be allowed today stays", () => {
  const read = readConfigDocument("__OLD=2", vars({ __OLD: "1" }), new Map());
  assert.deepEqual(read, { kind: "read", vars: vars({ __OLD: "2" }) });
});

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 300);
const characters = fc.constantFrom(..."ab1 '\"`#\\$=:{}()\t\n\r;&|~!é☪\u2028\uFEFF\u0085\v", "\\n", `\${A}`, "$(id)");
const values = fc.oneof(
  fc.array(characters, { maxLength: 12 }).map((all) => all.join("")),
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => text.replaceAll("\0", "")),
);
const configs = fc
  .array(fc.tuple(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/), values), { maxLength: 8 })
  .map((entries) => new Map(entries));

test("what is written is read back, whatever the values are", () => {
  fc.assert(
    fc.property(configs, fc.boolean(), (config, isOwned) => {
      const [first = ""] = config.keys();
      const text = writeConfigDocument(config, words(isOwned && first ? { [first]: "mail-1" } : {}));
      const read = readConfigDocument(text, new Map(), new Map());
      assert.ok(read.kind === "read");
      assert.deepEqual(new Map([...read.vars].sort()), new Map([...config].sort()));
    }),
    { numRuns },
  );
});

test("64 KB of the worst come back", () => {
  const config = vars({ A: "a\\n'\"$ # é\n`".repeat(4000).slice(0, 40_000) });
  const read = readConfigDocument(writeConfigDocument(config, words()), new Map(), new Map());
  assert.deepEqual(read, { kind: "read", vars: config });
});

const none = new Map<string, string>();

test("a new key comes before those of add-ons", () => {
  const before = vars({ A: "1", DATABASE_URL: "db" });
  const text = writeConfigDocument(before, words({ DATABASE_URL: "postgresql-1" }));
  const after = updateConfigDocument(text, before, new Map([...before, ["B", "2"]]), owners);
  assert.equal(after, "# Config vars of demo\nA=1\nB=2\n\n# Set by add-ons\nDATABASE_URL=db\n");
  const alone = vars({ DATABASE_URL: "db" });
  const first = updateConfigDocument(writeConfigDocument(alone, words({ DATABASE_URL: "x" })), alone, before, owners);
  assert.match(first, /^# Config vars of demo\nA=1\n/);
});

test("an updated document has the other values, and keeps comments and order", () => {
  const text = "# mine\nB=1 # why\n\nA='x y'\n";
  const before = vars({ B: "1", A: "x y" });
  assert.equal(updateConfigDocument(text, before, vars({ B: "2", C: "3" }), none), "# mine\nB=2 # why\n\nC=3\n");
  fc.assert(
    fc.property(configs, configs, (one, other) => {
      const updated = updateConfigDocument(writeConfigDocument(one, words()), one, other, none);
      const read = readConfigDocument(updated, new Map(), new Map());
      assert.ok(read.kind === "read");
      assert.deepEqual(new Map([...read.vars].sort()), new Map([...other].sort()));
    }),
    { numRuns },
  );
});
