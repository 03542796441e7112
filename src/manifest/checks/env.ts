import type { Problem } from "../../language/problem.ts";
import { isGiven } from "../describe-config-var.ts";
import { memberOf, type Property, propertiesOf, stringOf } from "../json-document.ts";
import { looksSecret } from "./looks-secret.ts";
import { type CheckedManifest, entriesOf, listed, problem, remove, replace } from "./manifest.ts";

/** The config vars. */
export function checkEnv(manifest: CheckedManifest): Problem[] {
  return entriesOf(manifest.root, "env").flatMap((entry) => [
    ...checkName(manifest, entry),
    ...checkGenerator(manifest, entry),
    ...checkSecret(manifest, entry),
    ...checkRequired(manifest, entry),
  ]);
}

function checkName(manifest: CheckedManifest, { name, key }: Property): Problem[] {
  if (/^\w+$/.test(name)) return [];
  const better = name.trim().replace(/[^\w]+/g, "_");
  const fixes = /[A-Za-z]/.test(better) ? [replace(manifest, key, better, `Change to ${better}`)] : [];
  const message = "The name of a config var has letters, digits and underscores only: the platform refuses this one.";
  return [problem(manifest, "app-json-config-var-name", key, message, { fixes })];
}

function checkGenerator(manifest: CheckedManifest, { name, value }: Property): Problem[] {
  const generator = memberOf(value, "generator");
  const text = stringOf(generator);
  if (!generator || text === undefined) return [];
  if (text !== "secret") {
    const fixes = [replace(manifest, generator, "secret", "Change to secret")];
    return [problem(manifest, "app-json-generator", generator, "The platform has one generator, `secret`.", { fixes })];
  }
  const fixed = propertiesOf(value).find((property) => property.name === "value");
  if (fixed?.value?.type !== "string" || fixed.value.value === "") return [];
  const message = `\`${name}\` has a generator and a value, of which only one can be the config var's: a generated secret is different in each app.`;
  const fixes = fixed.key.parent ? remove(manifest, fixed.key.parent, "Remove the value") : [];
  return [problem(manifest, "app-json-generator-and-value", fixed.key, message, { fixes })];
}

function checkSecret(manifest: CheckedManifest, { name, value }: Property): Problem[] {
  const node = value?.type === "string" ? value : memberOf(value, "value");
  const text = stringOf(node);
  if (!value || !node || text === undefined || !looksSecret(name, text)) return [];
  const message = `The value of \`${name}\` looks like a real secret, and app.json is committed: everybody who sees the repository has it, and every app made from it shares it.`;
  const description = stringOf(memberOf(value, "description"));
  const entry = { ...(description !== undefined && { description }), generator: "secret" };
  const fixes = [replace(manifest, value, entry, "Have the platform generate a secret")];
  return [problem(manifest, "app-json-secret", node, message, { fixes })];
}

/** A person who presses the button can fill in what is described; a review app has nobody to ask. */
function checkRequired(manifest: CheckedManifest, { name, key, value }: Property): Problem[] {
  const members = propertiesOf(value);
  const optional = memberOf(value, "required")?.value === false;
  const filled = members.some((member) => member.name === "value" || member.name === "generator");
  if (value?.type !== "object" || optional || filled || isProvided(manifest, name)) return [];
  if (stringOf(memberOf(value, "description")) !== undefined && !forReviewApps(manifest)) return [];
  const message = forReviewApps(manifest)
    ? `\`${name}\` is required and has no value. Nobody is asked when a review app is made: without a config var of this name in the pipeline's review app settings it is not created.`
    : `\`${name}\` is required, without a value and without a description: who creates an app is asked for it and not told what it is.`;
  return [problem(manifest, "app-json-required-value", key, message)];
}

/** By the platform (`HEROKU_APP_NAME` of a review app), or probably by an add-on. */
function isProvided({ root }: CheckedManifest, name: string): boolean {
  return isGiven(name) || (name.endsWith("_URL") && listed(root, "addons").length > 0);
}

function forReviewApps({ root }: CheckedManifest): boolean {
  return (
    memberOf(root, "environments", "review") !== undefined || memberOf(root, "scripts", "pr-predestroy") !== undefined
  );
}
