import type { AccountRecord } from "../../store/records.ts";
import type { Call } from "../call.ts";

export const accountView = ({ isSdk }: Pick<Call, "isSdk">, account: AccountRecord) => ({
  allow_tracking: false,
  beta: false,
  country_of_residence: null,
  created_at: account.createdAt,
  default_organization: null,
  default_team: null,
  delinquent_at: null,
  email: account.email,
  federated: false,
  id: account.id,
  identity_provider: null,
  last_login: null,
  name: account.name,
  sms_number: null,
  suspended_at: null,
  two_factor_authentication: account.twoFactor !== "none",
  updated_at: account.updatedAt,
  verified: true,
  ...(isSdk ? ofSdk : {}),
});

const ofSdk = {
  acknowledged_msa: false,
  acknowledged_msa_at: null,
  eco_dynos_enabled: false,
  eco_dynos_shutdown_at: null,
  italian_customer_terms: null,
  italian_partner_terms: null,
  mfa_enabled: false,
  mfa_exemption: false,
  mfa_exemption_reason: null,
  mfa_experience: "vaas",
  pipeline_cost_consent_at: null,
};
