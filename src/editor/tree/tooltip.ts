import { addonPrice } from "../../advice/app-price.ts";
import { dollars, monthlyPrice } from "../../advice/dyno-prices.ts";
import type { Dyno, Formation } from "../../heroku/resources/types.ts";
import { ownerOfKey } from "./addon-of-key.ts";
import type { AppDetails } from "./app-details.ts";
import { findDyno } from "./look-first.ts";
import { findAddon, findDomain, findFeature } from "./look-rest.ts";
import { ago, code, fence, plain, table } from "./markdown.ts";
import type { AddonNode, ConfigVarNode, DomainNode, FeatureNode, ReleaseNode, TreeNode } from "./nodes.ts";
import { valueIn } from "./row-look.ts";
import { since } from "./since.ts";

/** Markdown for a row of an app, of what is loaded; undefined where the row says it all. */
export function tooltipOf(node: TreeNode, details: AppDetails, now: Date, isSandbox: boolean): string | undefined {
  switch (node.kind) {
    case "process": {
      const entry = valueIn(details.formation.state, []).find(({ type }) => type === node.type);
      return entry && processTooltip(entry, isSandbox);
    }
    case "dyno": {
      const dyno = findDyno(node, details);
      return dyno && dynoTooltip(dyno, now);
    }
    case "configVar":
      return configVarTooltip(node, details);
    case "release":
      return releaseTooltip(node, details, now);
    case "addon":
      return addonTooltip(node, details, isSandbox);
    case "domain":
      return domainTooltip(node, details);
    case "feature":
      return featureTooltip(node, details);
    default:
      return undefined;
  }
}

function processTooltip({ type, command, quantity, size }: Formation, isSandbox: boolean): string {
  const price = isSandbox ? undefined : monthlyPrice(size, quantity);
  return table(type, [
    ["Dynos", `${quantity} × ${plain(size)}`],
    ["Price", price === undefined ? undefined : `${dollars(price)} a month`],
    ["Command", code(command)],
  ]);
}

function dynoTooltip(dyno: Dyno, now: Date): string {
  return table(dyno.name, [
    ["State", `${dyno.state} since ${new Date(dyno.updated_at).toLocaleString()} (${since(dyno.updated_at, now)})`],
    ["Size", plain(dyno.size)],
    ["Release", `v${dyno.release.version}`],
    ["Command", code(dyno.command)],
  ]);
}

function configVarTooltip({ key }: ConfigVarNode, details: AppDetails): string {
  const value = valueIn(details.configVars.state, {})[key] ?? "";
  const addon = ownerOfKey(key, details);
  const shown = details.revealed.has(key) ? fence(value) : "Hidden. Reveal or copy it with the actions of this row.";
  const owned = addon === undefined ? "" : `\n\nSet by the add-on ${plain(addon)}, which alone can change it.`;
  return `**${plain(key)}**\n\n${shown}${owned}`;
}

function releaseTooltip({ version }: ReleaseNode, { releases }: AppDetails, now: Date): string | undefined {
  const release = valueIn(releases.state, []).find((it) => it.version === version);
  if (release === undefined) return undefined;
  const { current, description, status, user, created_at } = release;
  return table(`v${version}`, [
    ["What", plain(description)],
    ["State", current ? `${status}, current` : status],
    ["By", plain(user.email)],
    ["When", `${new Date(created_at).toLocaleString()} (${ago(created_at, now)})`],
  ]);
}

function addonTooltip(node: AddonNode, details: AppDetails, isSandbox: boolean): string | undefined {
  const addon = findAddon(node, details);
  if (addon === undefined) return undefined;
  const aliases = valueIn(details.attachments.state, []).filter((it) => it.addon.id === addon.id);
  const price = isSandbox ? undefined : addonPrice(addon);
  return table(addon.name, [
    ["Service", plain(addon.addon_service.name)],
    ["Plan", plain(addon.plan.name)],
    ["State", addon.state],
    ["Price", price === undefined ? undefined : `${dollars(price)} a month`],
    ["Attached as", aliases.length > 0 ? plain(aliases.map(({ name }) => name).join(", ")) : undefined],
    ["Config vars", addon.config_vars.length > 0 ? plain(addon.config_vars.join(", ")) : undefined],
    ["Paid by", addon.app.id === details.app.id ? undefined : plain(addon.app.name)],
  ]);
}

function domainTooltip(node: DomainNode, details: AppDetails): string | undefined {
  const domain = findDomain(node, details);
  if (domain === undefined || domain.kind === "heroku") return undefined;
  return table(domain.hostname, [
    ["DNS target", domain.cname ? code(domain.cname) : undefined],
    ["State", domain.status && domain.status !== "none" ? plain(domain.status) : undefined],
    ["Certificate", domain.acm_status ? plain(domain.acm_status) : undefined],
    ["Reason", domain.acm_status_reason ? plain(domain.acm_status_reason) : undefined],
  ]);
}

function featureTooltip(node: FeatureNode, details: AppDetails): string | undefined {
  const feature = findFeature(node, details);
  if (feature === undefined) return undefined;
  const { name, description, enabled, doc_url } = feature;
  const more = doc_url && /^https:\/\//.test(doc_url) ? `\n\n<${doc_url}>` : "";
  return `**${plain(name)}** (${enabled ? "enabled" : "disabled"})\n\n${plain(description)}${more}`;
}
