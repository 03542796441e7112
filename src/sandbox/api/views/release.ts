import type { AppRecord, ReleaseRecord } from "../../store/records.ts";
import type { Call } from "../call.ts";
import { appReference, idOrNull, userReference } from "./references.ts";

export const releaseView = (
  { parts: { apiUrl, outputs, store }, isSdk }: Pick<Call, "parts" | "isSdk">,
  app: AppRecord,
  release: ReleaseRecord,
) => ({
  addon_plan_names: store.addons.list(app.id).map(({ planName }) => planName),
  app: appReference(app),
  artifacts: release.slugId === null ? [] : [{ type: "slug", id: release.slugId }],
  created_at: release.createdAt,
  current: release.current,
  description: release.description,
  eligible_for_rollback: release.status === "succeeded" && release.slugId !== null,
  id: release.id,
  output_stream_url: release.outputId === null ? null : `${apiUrl}${outputs.pathOf(release.outputId)}`,
  slug: idOrNull(release.slugId),
  status: release.status,
  updated_at: release.updatedAt,
  user: userReference(release),
  version: release.version,
  ...(isSdk ? { oci_image: null } : {}),
});
