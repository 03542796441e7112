import type { AppRecord, CollaboratorRecord } from "../../store/records.ts";
import { permissionViews } from "./permission.ts";
import { appReference } from "./references.ts";

export const collaboratorView = (app: AppRecord, collaborator: CollaboratorRecord) => ({
  app: appReference(app),
  created_at: collaborator.createdAt,
  id: collaborator.id,
  permissions: permissionViews(collaborator.permissions),
  role: collaborator.role,
  updated_at: collaborator.updatedAt,
  user: { email: collaborator.email, federated: false, id: collaborator.userId },
});
