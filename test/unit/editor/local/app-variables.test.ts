import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { sortVariables } from "../../../../src/editor/local/app-variables.ts";

const sorted = (vars: Record<string, string>, owners: Record<string, string> = {}) =>
  sortVariables(new Map(Object.entries(vars)), new Map(Object.entries(owners)));

describe("config vars of an app on this machine", () => {
  const cases: [name: string, vars: Record<string, string>, owners: Record<string, string>, data: string[]][] = [
    ["what an add-on sets", { LOGS_TOKEN: "x", GREETING: "hi" }, { LOGS_TOKEN: "papertrail-curved-1" }, ["LOGS_TOKEN"]],
    ["a database by its name", { DATABASE_URL: "made by hand" }, {}, ["DATABASE_URL"]],
    ["a database by its address", { MAIN: "postgres://u:p@h/d", CACHE: "rediss://:p@h:6380" }, {}, ["MAIN", "CACHE"]],
    ["a database of Java", { JDBC: "jdbc:postgresql://h/d?user=u" }, {}, ["JDBC"]],
    [
      "queues",
      { Q: "amqps://u@h/v", K: "kafka+ssl://h:9096,kafka+ssl://i:9096", M: "mongodb+srv://h/d" },
      {},
      ["Q", "K", "M"],
    ],
    ["no web address", { HOME_PAGE: "https://example.com", S3: "s3://bucket", NAME: "redis" }, {}, []],
  ];
  for (const [name, vars, owners, data] of cases) {
    it(`leads to data: ${name}`, () => {
      const found = sorted(vars, owners);
      assert.deepEqual(Object.keys(found.data), data);
      assert.deepEqual(
        [...found.origins],
        data.map((key) => [key, owners[key]]),
      );
    });
  }

  it("leaves out what each process is given anew", () => {
    assert.deepEqual(sorted({ PORT: "1", HOME: "/app", PATH: "/app/bin", DYNO: "web.1", A: "1" }).plain, { A: "1" });
    assert.deepEqual(sorted({ PORT: "1" }, { PORT: "an-addon" }).data, {});
  });

  it("loses nothing else and gives nothing twice", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^K[A-Z]{2,8}$/), fc.string(), { noNullPrototype: true }),
        fc.array(fc.string()),
        (vars, owned) => {
          const { plain, data } = sorted(vars, Object.fromEntries(owned.map((key) => [key, "addon"])));
          assert.deepEqual({ ...plain, ...data }, vars);
          assert.equal(Object.keys(plain).length + Object.keys(data).length, Object.keys(vars).length);
        },
      ),
    );
  });
});
