import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

interface Logger {
  info(message: string): void;
  debug(message: string): void;
  error(message: string): void;
  setLevel(level: number): void;
  getLevel(): number;
  setPattern(pattern: string): void;
  clearFormatters(): void;
  flush(): void;
  drop(): void;
}

interface Spdlog {
  createRotatingLogger(name: string, file: string, maxSize: number, maxFiles: number): Promise<Logger>;
  createAsyncRotatingLogger(name: string, file: string, maxSize: number, maxFiles: number): Promise<Logger>;
  setLevel(level: number): void;
  setFlushOn(level: number): void;
}

const spdlog: Spdlog = createRequire(import.meta.url)("../../../../scripts/vscode/spdlog.cjs");

describe("the stand-in for spdlog", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-spdlog-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("writes with time and level, at once, into a folder it makes", async () => {
    const file = path.join(folder, "a/b/formatted.log");
    const logger = await spdlog.createAsyncRotatingLogger("a", file, 1000, 2);
    logger.debug("too low");
    logger.error("löst");
    assert.match(await readFile(file, "utf8"), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[error\] löst\n$/);
    logger.drop();
    logger.error("after the end");
  });

  test("writes exactly what it is given without formatters, at the level it is given", async () => {
    const file = path.join(folder, "raw.log");
    const logger = await spdlog.createRotatingLogger("raw", file, 1000, 2);
    logger.clearFormatters();
    logger.setLevel(1);
    logger.debug("one");
    logger.info(" two\n");
    logger.flush();
    assert.equal(logger.getLevel(), 1);
    assert.equal(await readFile(file, "utf8"), "one two\n");
    logger.drop();
  });

  test("rotates and keeps as many files as it may", async () => {
    const file = path.join(folder, "rotating/r.log");
    const logger = await spdlog.createRotatingLogger("r", file, 10, 3);
    logger.clearFormatters();
    for (const line of ["first....", "second...", "third....", "fourth..."]) logger.info(`${line}\n`);
    const names = (await readdir(path.dirname(file))).sort();
    const texts = await Promise.all(names.map((name) => readFile(path.join(path.dirname(file), name), "utf8")));
    assert.deepEqual(Object.fromEntries(names.map((name, index) => [name, texts[index]])), {
      "r.log": "fourth...\n",
      "r.1.log": "third....\n",
      "r.2.log": "second...\n",
    });
    logger.drop();
  });
});
