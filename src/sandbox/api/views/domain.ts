import { stableId } from "../../catalogue/stable-id.ts";
import type { AppRecord } from "../../store/records.ts";
import { appReference } from "./references.ts";

/** The one domain that every app has. */
export const herokuDomainView = (app: AppRecord) => ({
  acm_status: null,
  acm_status_reason: null,
  app: appReference(app),
  cname: null,
  created_at: app.createdAt,
  hostname: `${app.name}.localhost`,
  id: stableId("domain", app.id),
  kind: "heroku",
  sni_endpoint: null,
  status: "succeeded",
  updated_at: app.updatedAt,
});
