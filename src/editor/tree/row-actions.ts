import * as vscode from "vscode";
import { listAddons } from "../../heroku/resources/addons.ts";
import { setAppFeature } from "../../heroku/resources/app-features.ts";
import { listDomains } from "../../heroku/resources/domains.ts";
import { copy } from "../commands/copy.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import type { AppsView } from "./apps-view.ts";
import { asTreeNode, selectedNodes } from "./nodes.ts";

export async function showMoreReleases(view: AppsView, target: unknown): Promise<void> {
  const node = asTreeNode(target);
  if (node === undefined) return;
  await inView(vscode.l10n.t("Older releases could not be loaded"), () => view.showMoreReleases(node));
}

/** The page of an add-on at its provider, with the platform's own sign-in. */
export async function openAddon(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Open add-on dashboard") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const all = await inView(vscode.l10n.t("The add-ons of {0} could not be read", app.name), () =>
    listAddons(session.client, app.id),
  );
  const node = asTreeNode(target);
  const wanted = node?.kind === "addon" ? node.addon : await pickAddon(chosen, all);
  const addon = all.find(({ name }) => name === wanted);
  if (addon === undefined) return;
  if (addon.web_url && /^https?:\/\//.test(addon.web_url)) {
    await vscode.env.openExternal(vscode.Uri.parse(addon.web_url));
  } else showDone(vscode.l10n.t("{0} has no dashboard.", addon.name));
}

async function pickAddon(
  { app }: AppTarget,
  all: readonly { readonly name: string; readonly plan: { readonly name: string } }[],
): Promise<string | undefined> {
  if (all.length === 0) {
    showDone(vscode.l10n.t("{0} has no add-ons.", app.name));
    return undefined;
  }
  const items = all.map(({ name, plan }) => ({ label: name, description: plan.name }));
  const title = vscode.l10n.t("Open dashboard of an add-on of {0}", app.name);
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}

export async function copyDomains([row, selection]: readonly unknown[]): Promise<void> {
  const names = selectedNodes(row, selection).flatMap((node) => (node.kind === "domain" ? [node.hostname] : []));
  if (names.length > 0) await copy(names.join("\n"), names.join(", "));
}

/** What the DNS of a custom domain must point to. */
export async function copyDnsTarget(services: Services, target: unknown): Promise<void> {
  const node = asTreeNode(target);
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Copy DNS target") });
  if (chosen === undefined || node?.kind !== "domain") return;
  const { app, session } = chosen;
  const domains = await inView(vscode.l10n.t("The domains of {0} could not be read", app.name), () =>
    listDomains(session.client, app.id),
  );
  const cname = domains.find(({ hostname }) => hostname === node.hostname)?.cname;
  if (cname) await copy(cname, cname);
  else showDone(vscode.l10n.t("{0} has no DNS target.", node.hostname));
}

export async function setFeature(services: Services, target: unknown, enabled: boolean): Promise<void> {
  const node = asTreeNode(target);
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("App feature") });
  if (chosen === undefined || node?.kind !== "feature") return;
  const { app, session } = chosen;
  const failure = enabled
    ? vscode.l10n.t("{0} could not be enabled on {1}", node.feature, app.name)
    : vscode.l10n.t("{0} could not be disabled on {1}", node.feature, app.name);
  await inView(failure, () => setAppFeature(session.client, app.id, { feature: node.feature, enabled }));
  await services.apps.refresh(app);
}
