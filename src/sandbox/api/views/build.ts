import type { Parts } from "../../parts.ts";
import type { AppRecord, BuildRecord } from "../../store/records.ts";
import { generationReference, idOrNull, userReference } from "./references.ts";

/** The output of a build is named by the build's own id. A pushed source has the repository as its URL. */
export const buildView = ({ apiUrl, outputs }: Parts, app: AppRecord, build: BuildRecord) => ({
  app: { id: app.id },
  buildpacks: build.buildpackUrls.map((url) => ({ url, name: url })),
  created_at: build.createdAt,
  generation: generationReference.name,
  id: build.id,
  labs: {},
  output_stream_url: `${apiUrl}${outputs.pathOf(build.id)}`,
  release: idOrNull(build.releaseId),
  slug: idOrNull(build.slugId),
  source_blob: {
    checksum: build.sourceChecksum,
    url: build.sourceUrl ?? `${apiUrl}/${app.name}.git`,
    version: build.sourceVersion,
    version_description: build.sourceVersionDescription,
  },
  stack: build.stackName,
  status: build.status,
  updated_at: build.updatedAt,
  user: userReference(build),
});
