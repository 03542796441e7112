import type { Parts } from "../../parts.ts";
import type { SlugRecord } from "../../store/records.ts";
import { stackReference } from "./references.ts";

/** A new slug has a blob to PUT, a known one a blob to GET. */
export const slugView = ({ apiUrl }: Parts, slug: SlugRecord, method: "GET" | "PUT" = "GET") => ({
  blob: { method, url: `${apiUrl}/slugs/${slug.id}.tgz` },
  buildpack_provided_description: slug.buildpackProvidedDescription,
  checksum: slug.checksum,
  commit: slug.commit,
  commit_description: slug.commitDescription,
  created_at: slug.createdAt,
  deleted_at: null,
  id: slug.id,
  process_types: slug.processTypes,
  size: slug.size,
  stack: stackReference(slug.stackName),
  updated_at: slug.updatedAt,
});
