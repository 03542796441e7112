import type { Node } from "jsonc-parser";
import type { Problem } from "../../language/problem.ts";
import { retiredPlans } from "../catalogue/addon-plans.ts";
import { memberOf, stringOf } from "../json-document.ts";
import { type CheckedManifest, listed, problem, remove, replace } from "./manifest.ts";

/** Add-ons by their plans. */
export function checkAddons(manifest: CheckedManifest): Problem[] {
  return listed(manifest.root, "addons").flatMap((addon) => {
    const node = addon.type === "string" ? addon : memberOf(addon, "plan");
    const plan = stringOf(node);
    if (!node || plan === undefined) return [];
    return checkPlan(manifest, addon, node, plan);
  });
}

function checkPlan(manifest: CheckedManifest, addon: Node, node: Node, plan: string): Problem[] {
  const wanted = plan.trim().toLowerCase();
  const [service = ""] = wanted.split(":");
  const ended = [wanted, service].find((name) => retiredPlans.has(name));
  if (ended !== undefined) return [retired(manifest, addon, node, plan, retiredPlans.get(ended))];
  if (/^[a-z0-9][\w-]*(?::[\w.-]+)?$/i.test(plan)) return [];
  const message = "An add-on is written as `service:plan`, or `service` alone for its default plan.";
  const better = plan.trim().replace(/[\s/@=]+/, ":");
  const fixes = /^[a-z0-9][\w-]*:[\w.-]+$/i.test(better)
    ? [replace(manifest, node, better, `Change to ${better}`)]
    : [];
  return [problem(manifest, "app-json-addon-plan", node, message, { fixes })];
}

function retired(manifest: CheckedManifest, addon: Node, node: Node, plan: string, successor?: string): Problem {
  const message = successor
    ? `The plan ${plan} is retired: creating the app stops here. Today's smallest that replaces it is ${successor}.`
    : `The add-on ${plan} has ended: creating the app stops here.`;
  const fixes = successor
    ? [replace(manifest, node, successor, `Change to ${successor}`)]
    : remove(manifest, addon, "Remove the add-on");
  return problem(manifest, "app-json-addon-plan", node, message, { fixes, tag: "deprecated" });
}
