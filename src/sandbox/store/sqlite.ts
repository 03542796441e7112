import { chmodSync, closeSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

const inMemory = ":memory:";

/** Opens the file (or `:memory:`) durably: an answered write survives a killed process. Throws a sentence for people where `node:sqlite` is missing. */
export function openDatabase(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  if (file !== inMemory) keepPrivate(file);
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  return database;
}

/** Config vars are in it, and the folder may be one that others read. SQLite gives its other files the same mode. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
}

/** `node:sqlite` without the one warning it prints when loaded; every other warning stays. */
export function loadSqlite(): typeof import("node:sqlite") {
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (String(warning).includes("SQLite is an experimental feature")) return;
    emitWarning.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    const sqlite = process.getBuiltinModule("node:sqlite");
    if (!sqlite) throw missingSqlite();
    return sqlite;
  } finally {
    process.emitWarning = emitWarning;
  }
}

function missingSqlite(): Error {
  return new Error(
    `The sandbox keeps its state in SQLite, which Node ${process.versions.node} does not have. Use Node 22.13 or newer.`,
  );
}
