import type { Problem } from "../../language/problem.ts";
import { deprecatedStacks, recommendedStack, retiredStacks, stacks } from "../catalogue/stacks.ts";
import { memberOf, propertiesOf, stringOf } from "../json-document.ts";
import { nearest } from "../nearest.ts";
import { sectionsOf } from "../sections.ts";
import { type CheckedManifest, problem, remove, replace } from "./manifest.ts";

/** The stack, and the environments that the platform reads. */
export function checkStack(manifest: CheckedManifest): Problem[] {
  const found = sectionsOf(manifest.root, "stack");
  return [...found.flatMap((node) => checkName(manifest, node)), ...checkEnvironments(manifest)];
}

function checkName(manifest: CheckedManifest, node: NonNullable<ReturnType<typeof memberOf>>): Problem[] {
  const stack = stringOf(node);
  if (stack === undefined) return [];
  const end = deprecatedStacks.get(stack);
  const isRetired = retiredStacks.has(stack);
  if (!end && !isRetired && isKnown(stack)) return [];
  const better = end || isRetired ? recommendedStack : nearest(stack, stacks.keys());
  const fixes = better === undefined ? [] : [replace(manifest, node, better, `Change to ${better}`)];
  const tag = end || isRetired ? { tag: "deprecated" as const } : {};
  return [problem(manifest, "app-json-stack", node, wording(stack, end, isRetired, better), { fixes, ...tag })];
}

/** A stack newer than this list is taken as it is. */
function isKnown(stack: string): boolean {
  return stacks.has(stack) || /^heroku-(?:2[6-9]|[3-9]\d)$/.test(stack);
}

function wording(stack: string, end: string | undefined, isRetired: boolean, better: string | undefined): string {
  if (end) return `The stack ${stack} is deprecated and ends on ${end}; ${recommendedStack} is recommended.`;
  if (isRetired)
    return `The stack ${stack} has ended: no app can be created on it. ${recommendedStack} is recommended.`;
  return `No stack is called \`${stack}\`${better === undefined ? "." : `. Is it \`${better}\`?`}`;
}

function checkEnvironments(manifest: CheckedManifest): Problem[] {
  return propertiesOf(memberOf(manifest.root, "environments")).flatMap(({ name, key }) => {
    if (name === "test" || name === "review") return [];
    const near = nearest(name, ["test", "review"]);
    const message = `The platform reads the environments test and review; \`${name}\` has no effect.${name === "production" ? " What production gets stands at the top level." : ""}`;
    const fixes = near
      ? [replace(manifest, key, near, `Change to ${near}`)]
      : key.parent
        ? remove(manifest, key.parent, `Remove ${name}`)
        : [];
    return [problem(manifest, "app-json-environment", key, message, { fixes, tag: "unnecessary" })];
  });
}
