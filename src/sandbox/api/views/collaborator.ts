import type { AppRecord, CollaboratorRecord } from "../../store/records.ts";
import { appReference } from "./references.ts";

const permissions = [
  { name: "deploy", description: "Can deploy and manage add-ons that cost nothing." },
  { name: "operate", description: "Can manage config vars, dynos and add-ons." },
  { name: "view", description: "Can see the app." },
];
const ofOwner = [...permissions, { name: "manage", description: "Can delete the app and manage its collaborators." }];

export const collaboratorView = (app: AppRecord, collaborator: CollaboratorRecord) => ({
  app: appReference(app),
  created_at: collaborator.createdAt,
  id: collaborator.id,
  permissions: collaborator.role === "owner" ? ofOwner : permissions,
  role: collaborator.role,
  updated_at: collaborator.updatedAt,
  user: { email: collaborator.email, federated: false, id: collaborator.userId },
});
