import { stableId } from "../../catalogue/stable-id.ts";
import type { AppRecord } from "../../store/records.ts";
import type { DomainRecord } from "../../store/resource-records.ts";
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

/** Without certificates there is nothing that could manage them: `acm_status` stays null. */
export const domainView = (app: AppRecord, domain: DomainRecord) => ({
  acm_status: null,
  acm_status_reason: null,
  app: appReference(app),
  cname: domain.cname,
  created_at: domain.createdAt,
  hostname: domain.hostname,
  id: domain.id,
  kind: "custom",
  sni_endpoint:
    domain.sniEndpoint === null ? null : { id: stableId("sni-endpoint", domain.sniEndpoint), name: domain.sniEndpoint },
  status: "succeeded",
  updated_at: domain.updatedAt,
});
