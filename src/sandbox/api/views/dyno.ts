import type { Dyno } from "../../parts.ts";
import type { AppRecord } from "../../store/records.ts";
import { appReference } from "./references.ts";

export const dynoView = (app: AppRecord, dyno: Dyno) => ({
  app: appReference(app),
  attach_url: null,
  command: dyno.command,
  created_at: dyno.createdAt,
  id: dyno.id,
  name: dyno.name,
  release: { id: dyno.releaseId, version: dyno.releaseVersion },
  size: dyno.size,
  state: dyno.state,
  type: dyno.type,
  updated_at: dyno.updatedAt,
});
