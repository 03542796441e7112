import { freeAttachmentName, takenAttachmentNames } from "../addons/attachment-names.ts";
import { findPlan, serviceOf } from "../catalogue/addon-services.ts";
import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import type { SetupAddon } from "./read-setup-manifest.ts";
import { SetupFailure } from "./setup-failure.ts";

/** Resolves when every add-on has its config vars. */
export async function addAddons(
  { store, addons }: Parts,
  { app, user, wanted }: { app: AppRecord; user: AccountRecord; wanted: readonly SetupAddon[] },
): Promise<void> {
  const plans = wanted.map(({ plan: name, as }) => {
    const plan = findPlan(name);
    if (!plan) throw new SetupFailure(`Couldn't find either the add-on service or the add-on plan of "${name}".`);
    return { plan, as };
  });
  for (const { plan, as } of plans) {
    const service = serviceOf(plan.name);
    const attachmentName = as ?? freeAttachmentName(service, takenAttachmentNames(store, app.id, service));
    const addon = await addons.create({ app, user, plan, attachmentName });
    await addons.ready(addon.id);
  }
}
