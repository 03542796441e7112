import path from "node:path";
import type { Places, Store } from "../parts.ts";
import type { AppRecord, SlugRecord } from "../store/records.ts";
import { BuildFailure, marked } from "./build-failure.ts";
import { packSlug, readableSize } from "./pack-slug.ts";

/** https://devcenter.heroku.com/articles/slug-compiler#slug-size */
const largestSlug = 500 * 1024 * 1024;

export interface SlugRequest {
  readonly id: string;
  readonly app: AppRecord;
  readonly folder: string;
  readonly processTypes: Readonly<Record<string, string>>;
  readonly buildpackDescription: string;
  readonly commit: string | null;
  readonly commitDescription: string | null;
}

/** Packs what was built and remembers it. */
export async function makeSlug(
  request: SlugRequest,
  { places, store, say, signal }: { places: Places; store: Store; say: (line: string) => void; signal: AbortSignal },
): Promise<SlugRecord> {
  say("-----> Compressing...");
  const { size, checksum } = await packSlug(request.folder, path.join(places.slugs, `${request.id}.tgz`), signal);
  if (size > largestSlug) {
    throw new BuildFailure(
      marked(`Compiled slug size: ${readableSize(size)} is too large (max is 500M).`),
      marked("See: http://devcenter.heroku.com/articles/slug-size"),
    );
  }
  say(`       Done: ${readableSize(size)}`);
  const { id, app, processTypes, commit, commitDescription, buildpackDescription } = request;
  return store.slugs.create({
    id,
    appId: app.id,
    commit,
    commitDescription,
    buildpackProvidedDescription: buildpackDescription,
    checksum,
    processTypes,
    size,
    stackName: app.buildStackName,
  });
}
