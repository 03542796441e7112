import type { Dynos, Outputs } from "../parts.ts";
import type { ReleaseRecord, SlugRecord } from "../store/records.ts";

export interface ReleasePhase {
  readonly outputId: string;
  /** Runs the release command in a dyno of its own; true when it exited with 0. */
  run(release: ReleaseRecord): Promise<boolean>;
  end(): void;
}

/** The release phase of a slug whose Procfile has a `release` process (https://devcenter.heroku.com/articles/release-phase). */
export function prepareReleasePhase(
  { dynos, outputs }: { dynos: Dynos; outputs: Outputs },
  slug: SlugRecord | undefined,
  echo: ((chunk: Buffer) => void) | undefined,
): ReleasePhase | undefined {
  if (!slug || !Object.hasOwn(slug.processTypes, "release")) return undefined;
  const output = outputs.create();
  const print = (chunk: Buffer) => {
    output.write(chunk);
    echo?.(chunk);
  };
  return {
    outputId: output.id,
    end: output.end,
    async run(release) {
      try {
        return (await dynos.runRelease(release.appId, release, slug, print)) === 0;
      } catch (error) {
        print(Buffer.from(` !     The release command could not be run: ${(error as Error).message}\n`));
        return false;
      }
    },
  };
}
