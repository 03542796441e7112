import type { AppFeature } from "../../catalogue/app-features.ts";
import type { AppRecord } from "../../store/records.ts";

export const appFeatureView = (app: AppRecord, feature: AppFeature, enabled: ReadonlySet<string>) => ({
  created_at: app.createdAt,
  description: feature.description,
  display_name: feature.displayName,
  doc_url: feature.docUrl,
  enabled: enabled.has(feature.name),
  feedback_email: "",
  id: feature.id,
  name: feature.name,
  state: feature.state,
  updated_at: app.createdAt,
});
