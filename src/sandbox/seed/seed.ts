import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Parts } from "../parts.ts";
import { seedCompany } from "./company.ts";
import { seedDemo } from "./demo.ts";
import { seedMany } from "./many.ts";
import type { SeedName } from "./seed-names.ts";

/** Makes what a seed promises, once per data folder: what was deleted stays deleted, what was interrupted is finished. */
export async function plantSeed(seed: SeedName, parts: Parts, signal: AbortSignal): Promise<void> {
  const done = path.join(parts.places.root, markers[seed]);
  if (seed === "none" || existsSync(done)) return;
  if (seed === "demo") await seedDemo(parts, signal);
  else parts.store.transaction(() => (seed === "company" ? seedCompany(parts.store) : seedMany(parts.store)));
  writeFileSync(done, "", { mode: 0o600 });
}

const markers: Readonly<Record<SeedName, string>> = {
  none: "",
  demo: "seeded",
  company: "seeded-company",
  many: "seeded-many",
};
