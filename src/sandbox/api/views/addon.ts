import { ownConfigVars } from "../../addons/owned-config-vars.ts";
import { type AddonService, findPlan, type Plan, serviceOf } from "../../catalogue/addon-services.ts";
import type { AddonRecord, AttachmentRecord } from "../../store/resource-records.ts";
import type { Call } from "../call.ts";
import { appReference, generationReference } from "./references.ts";

const since = "2012-01-01T12:00:00Z";

type Viewer = Pick<Call, "parts" | "isSdk" | "expansions">;

export const addonServiceView = (service: AddonService) => ({
  cli_plugin_name: service.cliPlugin,
  created_at: since,
  human_name: service.humanName,
  id: service.id,
  name: service.name,
  state: "ga",
  supported_generations: [generationReference],
  supports_multiple_installations: service.isMultiple,
  supports_sharing: service.isShared,
  updated_at: since,
});

export const planView = ({ isSdk }: Pick<Call, "isSdk">, plan: Plan) => ({
  addon_service: serviceReference(serviceOf(plan.name)),
  compliance: null,
  created_at: since,
  default: plan.isDefault,
  description: `${serviceOf(plan.name).humanName} ${plan.humanName}`,
  human_name: plan.humanName,
  id: plan.id,
  installable_inside_private_network: false,
  installable_outside_private_network: true,
  name: plan.name,
  price: priceOf(plan, isSdk),
  space_default: false,
  state: "ga",
  updated_at: since,
  visible: true,
});

export function addonView(call: Viewer, addon: AddonRecord) {
  const { store } = call.parts;
  const app = store.apps.find(addon.appId);
  const service = serviceOf(addon.planName);
  const plan = planOf(addon);
  return {
    actions: [],
    addon_service: call.expansions.has("addon_service") ? addonServiceView(service) : serviceReference(service),
    app: app ? appReference(app) : null,
    billed_price: priceOf(plan, call.isSdk),
    billing_entity: { id: addon.appId, name: app?.name ?? "", type: "app" },
    config_vars: [...ownConfigVars(store, addon).keys()],
    created_at: addon.createdAt,
    id: addon.id,
    name: addon.name,
    plan: call.expansions.has("plan") ? planView(call, plan) : planReference(call, plan),
    provider_id: addon.id,
    provision_message: service.provisionMessage ?? "",
    state: addon.state,
    updated_at: addon.updatedAt,
    web_url: null,
  };
}

export function attachmentView({ parts: { store }, isSdk, expansions }: Viewer, attachment: AttachmentRecord) {
  const addon = store.addons.find(attachment.addonId);
  const [app, owner] = [store.apps.find(attachment.appId), store.apps.find(addon?.appId ?? "")];
  return {
    addon: {
      app: owner ? appReference(owner) : null,
      id: attachment.addonId,
      name: addon?.name ?? "",
      ...(addon && expansions.has("addon:plan") ? { plan: planReference({ isSdk }, planOf(addon)) } : {}),
    },
    app: app ? appReference(app) : null,
    ...(addon && expansions.has("config_vars") ? { config_vars: [...ownConfigVars(store, addon).keys()] } : {}),
    created_at: attachment.createdAt,
    id: attachment.id,
    log_input_url: null,
    name: attachment.name,
    namespace: attachment.namespace,
    updated_at: attachment.updatedAt,
    web_url: null,
  };
}

export const planReference = ({ isSdk }: Pick<Call, "isSdk">, { id, name }: Plan) => ({
  id,
  name,
  ...(isSdk ? { meters: [] } : {}),
});

export const serviceReference = ({ id, name }: AddonService) => ({ id, name });

function planOf({ planName }: AddonRecord): Plan {
  const plan = findPlan(planName);
  if (!plan) throw new Error(`There is no plan ${planName}.`);
  return plan;
}

const priceOf = ({ cents }: Plan, isSdk: boolean) => ({
  cents,
  contract: false,
  ...(isSdk ? { metered: false } : {}),
  unit: "month",
});
