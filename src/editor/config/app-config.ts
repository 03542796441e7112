import type { Owners } from "../../dotenv/config-document.ts";
import type { ConfigVars } from "../../dotenv/diff.ts";
import type { HerokuClient } from "../../heroku/client.ts";
import { isPlatformError } from "../../heroku/errors.ts";
import { type AddonAttachment, listAddonAttachments, listAddons } from "../../heroku/resources/addons.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import type { AppTarget } from "../services.ts";
import { webFirst } from "../tree/web-first.ts";

/** An app's config vars as they are now, and which of them an add-on sets. */
export interface AppConfig {
  readonly vars: ConfigVars;
  readonly owners: Owners;
}

export async function loadAppConfig({ app, session: { client } }: AppTarget): Promise<AppConfig> {
  const [vars, owners] = await Promise.all([loadConfigVars(client, app.id), ownersOf(client, app.id)]);
  return { vars, owners };
}

export async function loadConfigVars(client: HerokuClient, app: string): Promise<ConfigVars> {
  return new Map(Object.entries(await getConfigVars(client, app)));
}

/** The process types that a release restarts, `web` first. */
export async function runningTypes({ app, session: { client } }: AppTarget): Promise<readonly string[]> {
  const formation = await listFormation(client, app.id);
  const running = formation.filter(({ quantity }) => quantity > 0).map(({ type }) => type);
  return running.sort(webFirst);
}

/** Who may not see the add-ons still edits the config vars; the platform refuses what is locked. */
async function ownersOf(client: HerokuClient, app: string): Promise<Owners> {
  try {
    const [addons, attachments] = await Promise.all([listAddons(client, app), listAddonAttachments(client, app)]);
    const own = addons.filter((addon) => addon.app.id === app);
    const shared = attachments.filter(({ addon }) => !own.some(({ id }) => id === addon.id));
    return new Map([
      ...shared.map(({ name, addon }: AddonAttachment) => [`${name}_URL`, addon.name] as const),
      ...own.flatMap(({ name, config_vars: keys }) => keys.map((key) => [key, name] as const)),
    ]);
  } catch (error) {
    if (isPlatformError(error) && (error.status === 403 || error.status === 404)) return new Map();
    throw error;
  }
}
