import { addonPrice } from "../../advice/app-price.ts";
import { dollars } from "../../advice/dyno-prices.ts";
import type { AppFeature } from "../../heroku/resources/app-features.ts";
import type { Domain } from "../../heroku/resources/domains.ts";
import type { Release } from "../../heroku/resources/types.ts";
import { rowContexts } from "../identifiers.ts";
import type { AppDetails } from "./app-details.ts";
import type { RowIcon } from "./icons.ts";
import type { AddonNode, BuildpackNode, DomainNode, FeatureNode, ReleaseNode } from "./nodes.ts";
import { inOneLine, type RowLook, row, valueIn, withFlags } from "./row-look.ts";
import { since } from "./since.ts";

interface Around {
  readonly now: Date;
  readonly isSandbox: boolean;
}

const releaseIcons: Partial<Readonly<Record<Release["status"], RowIcon>>> = {
  failed: { id: "error", color: "list.errorForeground" },
  expired: { id: "circle-slash", color: "disabledForeground" },
  pending: { id: "sync~spin" },
};

export function releaseLook({ version }: ReleaseNode, { releases }: AppDetails, { now }: Around): RowLook {
  const release = valueIn(releases.state, []).find((it) => it.version === version);
  if (release === undefined) return gone(`v${version}`);
  const { current, status, description } = release;
  return row({
    label: `v${version}`,
    facts: [current ? "current" : "", status === "succeeded" ? "" : status, inOneLine(description), age(release, now)],
    spoken: `v${version}, release`,
    icon: releaseIcons[status] ?? (current ? { id: "pass-filled", color: "testing.iconPassed" } : { id: "tag" }),
    context: withFlags(rowContexts.release, { current, [status]: status !== "succeeded" }),
  });
}

function age({ created_at }: Release, now: Date): string {
  const words = since(created_at, now);
  return words === "just now" ? words : `${words} ago`;
}

export function findAddon({ addon }: AddonNode, { addons }: AppDetails) {
  return valueIn(addons.state, []).find(({ name }) => name === addon);
}

export function addonLook(node: AddonNode, details: AppDetails, { isSandbox }: Around): RowLook {
  const addon = findAddon(node, details);
  if (addon === undefined) return gone(node.addon);
  const aliases = valueIn(details.attachments.state, []).filter((it) => it.addon.id === addon.id);
  const price = isSandbox ? undefined : addonPrice(addon);
  const isForeign = addon.app.id !== details.app.id;
  return row({
    label: addon.name,
    facts: [
      addon.plan.name,
      addon.state === "provisioned" ? "" : addon.state,
      price === undefined ? "" : `${dollars(price)}/mo`,
      aliases.length > 0 ? `as ${aliases.map(({ name }) => name).join(", ")}` : "",
      isForeign ? `of ${addon.app.name}` : "",
    ],
    spoken: `${addon.name}, add-on`,
    icon: addon.state === "provisioned" ? { id: "extensions" } : { id: "sync~spin" },
    context: withFlags(rowContexts.addon, { dashboard: addon.web_url !== null, attached: isForeign }),
  });
}

export function findDomain({ hostname }: DomainNode, { domains }: AppDetails): Domain | undefined {
  return valueIn(domains.state, []).find((it) => it.hostname === hostname);
}

export function domainLook(node: DomainNode, details: AppDetails): RowLook {
  const domain = findDomain(node, details);
  if (domain === undefined) return gone(node.hostname);
  const { kind, cname, status, acm_status } = domain;
  return row({
    label: node.hostname,
    facts: [
      kind === "heroku" ? "from Heroku" : "",
      cname ? `DNS target ${cname}` : "",
      status && !["none", "succeeded"].includes(status) ? status : "",
      acm_status ? `certificate: ${acm_status}` : "",
    ],
    spoken: `${node.hostname}, domain`,
    icon: acm_status === "failed" || acm_status === "failing" ? { id: "warning" } : { id: "globe" },
    context: withFlags(rowContexts.domain, { custom: kind === "custom", target: Boolean(cname) }),
  });
}

export function buildpackLook({ at }: BuildpackNode, { buildpacks }: AppDetails): RowLook {
  const all = valueIn(buildpacks.state, []);
  const found = all[at];
  if (found === undefined) return gone("");
  const { name, url } = found.buildpack;
  return row({
    label: name,
    facts: [all.length > 1 ? `${at + 1} of ${all.length}` : "", name === url ? "" : url],
    spoken: `${name}, buildpack`,
    icon: { id: "package" },
    context: rowContexts.buildpack,
  });
}

export function findFeature({ feature }: FeatureNode, { features }: AppDetails) {
  return valueIn(features.state, []).find(({ name }) => name === feature);
}

export function featureLook(node: FeatureNode, details: AppDetails): RowLook {
  const feature = findFeature(node, details);
  if (feature === undefined) return gone(node.feature);
  const { enabled, state } = feature;
  const name = featureName(feature);
  return row({
    label: name,
    facts: [enabled ? "enabled" : "disabled", state === "general" ? "" : state],
    spoken: `${name}, feature`,
    icon: enabled ? { id: "check" } : { id: "circle-outline" },
    context: withFlags(rowContexts.feature, { enabled }),
  });
}

export function featureName({ name, display_name }: AppFeature): string {
  return display_name || name;
}

function gone(label: string): RowLook {
  return row({ label, facts: ["gone"], icon: { id: "circle-slash" } });
}
