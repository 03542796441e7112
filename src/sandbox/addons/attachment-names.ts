import { colouredName } from "../catalogue/addon-names.ts";
import type { AddonService } from "../catalogue/addon-services.ts";
import type { Store } from "../parts.ts";
import { suffixesOf } from "./addon-values.ts";

/** Whether an app has an attachment of a name, or a config var that one of this service would set. */
export function takenAttachmentNames(store: Store, appId: string, service: AddonService): (name: string) => boolean {
  const config = store.configVars.get(appId);
  return (name) =>
    store.attachments.named(appId, name) !== undefined ||
    suffixesOf(service.name).some((suffix) => Object.hasOwn(config, `${name}_${suffix}`));
}

/** The service's own name while that is free, or one with a colour. */
export function freeAttachmentName(service: AddonService, isTaken: (name: string) => boolean): string {
  return isTaken(service.attachment) ? colouredName(service.furtherAttachments, isTaken) : service.attachment;
}
