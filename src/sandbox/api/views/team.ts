import type { TeamMemberRecord, TeamRecord } from "../../store/identity.ts";
import type { AppRecord } from "../../store/records.ts";
import type { Call } from "../call.ts";
import { appView } from "./app.ts";

export const teamView = ({ isSdk }: Pick<Call, "isSdk">, team: TeamRecord, role: TeamMemberRecord["role"]) => ({
  created_at: team.createdAt,
  credit_card_collections: team.type === "team",
  default: false,
  enterprise_account: null,
  id: team.id,
  identity_provider: null,
  membership_limit: null,
  name: team.name,
  provisioned_licenses: team.type === "enterprise",
  role,
  type: team.type,
  updated_at: team.updatedAt,
  ...(isSdk ? { pipeline_cost_consent_at: null, pipeline_cost_consent_user_email: null } : {}),
});

export const teamMemberView = (member: TeamMemberRecord) => ({
  created_at: member.createdAt,
  email: member.email,
  federated: false,
  id: member.id,
  identity_provider: null,
  role: member.role,
  two_factor_authentication: member.twoFactor !== "none",
  updated_at: member.updatedAt,
  user: { email: member.email, id: member.userId, name: member.name },
});

/** An app as its team sees it: who has joined it, and whether others may. */
export function teamAppView(call: Pick<Call, "parts" | "isSdk">, app: AppRecord, isJoined: boolean) {
  const { acm, organization, ...view } = appView(call, app);
  const { generation, ...withoutGeneration } = view;
  return { ...(call.isSdk ? view : withoutGeneration), joined: isJoined, locked: app.locked };
}
