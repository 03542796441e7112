import * as vscode from "vscode";
import { listAddons } from "../../heroku/resources/addons.ts";
import { listDomains } from "../../heroku/resources/domains.ts";
import { listReleases } from "../../heroku/resources/releases.ts";
import type { AppTarget } from "../services.ts";

/** What goes with an app, each in a line for people; what cannot be asked for is left out, but said. */
export async function lossesOf({ app, session: { client } }: AppTarget): Promise<string[]> {
  const asked = await Promise.allSettled([
    listAddons(client, app.id),
    listDomains(client, app.id),
    listReleases(client, app.id, { max: 1 }),
  ]);
  const [addons, domains, releases] = asked;
  return [
    ...(addons.status === "fulfilled" ? addonLines(addons.value, app.id) : []),
    ...(domains.status === "fulfilled" ? domainLines(domains.value) : []),
    ...(releases.status === "fulfilled" && releases.value[0] ? [releaseLine(releases.value[0].version)] : []),
    ...(asked.some(({ status }) => status === "rejected") ? [vscode.l10n.t("more that could not be asked for")] : []),
  ];
}

type Addon = Awaited<ReturnType<typeof listAddons>>[number];

/** Those that another app pays for stay with it. */
export function addonLines(addons: readonly Addon[], appId: string): string[] {
  return addons
    .filter((addon) => addon.app.id === appId)
    .map((addon) => vscode.l10n.t("add-on {0} ({1}) with all its data", addon.name, addon.plan.name));
}

/** The platform's own name for the app is no loss that needs a line. */
export function domainLines(domains: readonly { readonly hostname: string; readonly kind: string }[]): string[] {
  const own = domains.filter(({ kind }) => kind !== "heroku").map(({ hostname }) => hostname);
  if (own.length === 0) return [];
  return [
    own.length === 1 ? vscode.l10n.t("the domain {0}", own.join()) : vscode.l10n.t("the domains {0}", own.join(", ")),
  ];
}

function releaseLine(version: number): string {
  return vscode.l10n.t("its config vars and all releases up to v{0}, with no way back", version);
}
