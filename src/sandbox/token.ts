import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The token of a data folder, made at random the first time; its file is for the owner alone. */
export function readOrMakeToken(root: string): string {
  const file = path.join(root, "token");
  try {
    chmodSync(file, 0o600);
    const token = readFileSync(file, "utf8").trim();
    if (token !== "") return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const token = makeToken();
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${token}\n`, { mode: 0o600 });
  renameSync(temporary, file);
  return token;
}

export function makeToken(): string {
  return `HRKU-${randomBytes(32).toString("base64url")}`;
}
