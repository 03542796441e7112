import type { ProjectFacts } from "../language/project-facts.ts";
import type { Place } from "../language/text.ts";
import { readManifest } from "../manifest/read-manifest.ts";
import type { Breath } from "./breath.ts";
import type { Listing } from "./files/listing.ts";
import { recognise } from "./frameworks/recognise.ts";
import { readDotenvKeys } from "./readers/dotenv-keys.ts";
import { readPackageJson } from "./readers/package-json.ts";
import { readProcessTypes } from "./readers/process-types.ts";
import type { SourceNotes } from "./scan-sources.ts";

export interface Material {
  readonly listing: Listing;
  readonly notes: ReadonlyMap<string, SourceNotes>;
  readonly complete: boolean;
  readonly breath: Breath;
  /** Text of a file of the project, listed or ignored; undefined when it is not there or cannot be read. */
  read(file: string): Promise<string | undefined>;
}

/** Puts together what the files say. */
export async function readFacts({ listing, notes, complete, breath, read }: Material): Promise<ProjectFacts> {
  const [packageJson, procfile] = [await read("package.json"), await read("Procfile")];
  const [dotenv, manifest] = [await read(".env"), await read("app.json")];
  // The order in which files were read is nobody's.
  const ordered = [...listing.files].flatMap((file) => notes.get(file) ?? []);
  const marks = ordered.flatMap((note) => note.marks);
  return {
    files: listing.files,
    complete,
    npmScripts: packageJson === undefined ? undefined : readPackageJson(packageJson)?.scripts,
    ...(await recognise({ files: listing.files, marks, read })),
    configVarUses: await gather(ordered, breath),
    dotenvKeys: dotenv === undefined ? undefined : readDotenvKeys(dotenv, ".env"),
    manifest: manifest === undefined ? undefined : readManifest(manifest, "app.json"),
    processTypes: procfile === undefined ? undefined : readProcessTypes(procfile, "Procfile"),
    trackedDotenvFiles: listing.trackedDotenvFiles,
  };
}

/** Nobody looks through more places of one config var. */
const maxPlaces = 200;

async function gather(notes: readonly SourceNotes[], breath: Breath): Promise<Map<string, Place[]>> {
  const uses = new Map<string, Place[]>();
  for (const note of notes) {
    await breath();
    for (const { name, place } of note.uses) {
      const places = uses.get(name);
      if (!places) uses.set(name, [place]);
      else if (places.length < maxPlaces) places.push(place);
    }
  }
  return uses;
}
