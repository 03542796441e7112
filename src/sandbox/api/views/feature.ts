import type { AppFeature } from "../../catalogue/app-features.ts";

/** A feature of an app or of an account, which have the same properties; `since` is when its owner was made. */
export const featureView = (feature: AppFeature, enabled: ReadonlySet<string>, since: string) => ({
  created_at: since,
  description: feature.description,
  display_name: feature.displayName,
  doc_url: feature.docUrl,
  enabled: enabled.has(feature.name),
  feedback_email: "",
  id: feature.id,
  name: feature.name,
  state: feature.state,
  updated_at: since,
});
