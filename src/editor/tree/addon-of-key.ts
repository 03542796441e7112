import type { AppDetails } from "./app-details.ts";
import { valueIn } from "./row-look.ts";

/** The add-on that sets a config var: it writes it again whenever it likes, so nobody else can. */
export function ownerOfKey(key: string, { app, addons, attachments }: AppDetails): string | undefined {
  const own = valueIn(addons.state, []).find((addon) => addon.app.id === app.id && addon.config_vars.includes(key));
  if (own) return own.name;
  // An add-on of another app gives this one config vars that begin with the name of its attachment.
  const attached = valueIn(attachments.state, []).find(
    ({ addon, name }) => addon.app !== undefined && addon.app.id !== app.id && isOfAttachment(key, name),
  );
  return attached?.addon.name;
}

function isOfAttachment(key: string, attachment: string): boolean {
  return key === attachment || key.startsWith(`${attachment}_`);
}
