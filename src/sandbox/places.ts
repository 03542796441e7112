import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Places } from "./parts.ts";

/** The folders of a data folder, made where they are missing, for nobody else to read. */
export function makePlaces(root: string): Places {
  const within = (name: string) => path.join(root, name);
  const places: Places = {
    root,
    database: within("sandbox.sqlite"),
    repositories: within("repositories"),
    slugs: within("slugs"),
    builds: within("builds"),
    buildCaches: within("build-caches"),
    buildpacks: within("buildpacks"),
    dynos: within("dynos"),
    sources: within("sources"),
    outputs: within("outputs"),
    logs: within("logs"),
  };
  const { database: _file, ...folders } = places;
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return places;
}
