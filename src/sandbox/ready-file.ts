import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Tells programs that know the data folder how to reach the sandbox on it, while it runs. It holds the token: 0600. */
export function writeReadyFile(dataDir: string, ready: object): () => void {
  const file = path.join(dataDir, "ready.json");
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${JSON.stringify({ ...ready, pid: process.pid })}\n`, { mode: 0o600 });
  renameSync(temporary, file);
  return () => rmSync(file, { force: true });
}
