import type { Releases } from "../parts.ts";
import type { AccountRecord, AppRecord, BuildRecord, ReleaseRecord, SlugRecord } from "../store/records.ts";
import { marked } from "./build-failure.ts";

export interface Launch {
  readonly app: AppRecord;
  readonly user: AccountRecord;
  readonly record: BuildRecord;
  readonly slug: SlugRecord;
}

/** Makes the release of a slug; resolves as soon as it is made. Its release phase, if any, goes on by itself. */
export async function launch(
  { app, user, record, slug }: Launch,
  { releases, say, url }: { releases: Releases; say: (line: string) => void; url: string },
): Promise<ReleaseRecord> {
  say("-----> Launching...");
  if (Object.hasOwn(slug.processTypes, "release")) {
    say(marked("Release command declared: this new release will not be available until the command succeeds."));
  }
  const description = `Deploy ${(record.sourceVersion ?? slug.id).slice(0, 8)}`;
  const release = await new Promise<ReleaseRecord>((onCreated, reject) => {
    releases.create({ appId: app.id, description, user, slugId: slug.id, onCreated }).catch(reject);
  });
  for (const line of [`       Released v${release.version}`, `       ${url} deployed to Heroku`, ""]) say(line);
  return release;
}
