import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { root } from "../processes.ts";

/** Copies the sample project once; later starts keep what a person made of it. */
export async function copySample(to: string): Promise<string> {
  if (!existsSync(to)) await cp(path.join(root, "test/apps/hello-node"), to, { recursive: true });
  return to;
}
