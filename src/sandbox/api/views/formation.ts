import { findDynoSize } from "../../catalogue/dyno-sizes.ts";
import { stableId } from "../../catalogue/stable-id.ts";
import type { AppRecord, FormationRecord } from "../../store/records.ts";
import { appReference } from "./references.ts";

export const formationView = (app: AppRecord, entry: FormationRecord) => ({
  app: appReference(app),
  command: entry.command,
  created_at: entry.createdAt,
  dyno_size: { id: findDynoSize(entry.size)?.id ?? stableId("dyno-size", entry.size), name: entry.size },
  id: entry.id,
  quantity: entry.quantity,
  size: entry.size,
  type: entry.type,
  updated_at: entry.updatedAt,
});
