import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadSqlite } from "./store/sqlite.ts";

/** Another sandbox is running on the same data folder. */
export class DataFolderInUse extends Error {
  override readonly name = "DataFolderInUse";
}

/**
 * Takes the data folder for this process until the returned function is called. The lock is SQLite's own on a file
 * beside the state: the system takes it away when the process ends, however it ends. Throws `DataFolderInUse`.
 */
export function lockDataFolder(root: string): () => void {
  const { DatabaseSync } = loadSqlite();
  const holder = path.join(root, "sandbox.pid");
  const lock = new DatabaseSync(path.join(root, "sandbox.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new DataFolderInUse(
      `Another sandbox${processOf(holder)} is running on ${root}. Stop it, or choose another folder with --data.`,
    );
  }
  writeFileSync(holder, String(process.pid), { mode: 0o600 });
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}

/** A database that nobody refers to is closed when it is collected, and its lock is gone. */
const held = new Set<unknown>();

function processOf(file: string): string {
  try {
    return ` (process ${Number(readFileSync(file, "utf8"))})`;
  } catch {
    return "";
  }
}
