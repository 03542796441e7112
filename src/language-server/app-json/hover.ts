import type { Hover } from "vscode-languageserver";
import type { Position } from "../../language/text.ts";
import { commonPlans, retiredPlans } from "../../manifest/catalogue/addon-plans.ts";
import { herokuBuildpacks } from "../../manifest/catalogue/buildpacks.ts";
import { dynoSizes } from "../../manifest/catalogue/dyno-sizes.ts";
import { stacks } from "../../manifest/catalogue/stacks.ts";
import { schemaAt } from "../../manifest/schema-at.ts";
import type { Context } from "../contexts.ts";
import { configVarOf, processTypeOf, type Spot, spotAt } from "./at-position.ts";

/** What a key means, and what this project and the linked app have to do with it. */
export function appJsonHover(context: Context, position: Position): Hover | null {
  const spot = spotAt(context, position);
  if (!spot) return null;
  const parts = [...ofProject(context, spot), ofValue(spot), schemaAt(spot.path)?.description];
  const value = parts.filter((part) => part !== undefined).join("\n\n");
  return value === "" ? null : { contents: { kind: "markdown", value }, range: spot.range };
}

function ofProject(context: Context, spot: Spot): string[] {
  const type = processTypeOf(spot);
  if (type !== undefined) return aboutProcessType(context, type);
  const name = configVarOf(spot);
  return name === undefined ? [] : aboutConfigVar(context, name);
}

function aboutProcessType({ surroundings, app }: Context, type: string): string[] {
  const types = surroundings.facts.processTypes;
  const command = types?.get(type)?.command;
  const linked = app?.processes.find((each) => each.type === type);
  return [
    ...(command === undefined ? [] : [`\`\`\`sh\n${command.replaceAll("```", "")}\n\`\`\``]),
    ...(types && command === undefined ? ["The Procfile does not have this process type."] : []),
    ...(app && linked ? [`On ${app.name}: ${linked.quantity} × ${linked.size}.`] : []),
  ];
}

const mostPlaces = 5;

/** Where it is read and set; never its value. */
function aboutConfigVar({ surroundings, uriOf }: Context, name: string): string[] {
  const { facts, appConfigVars, appName } = surroundings;
  const uses = facts.configVarUses.get(name) ?? [];
  const links = uses.slice(0, mostPlaces).map(({ file, range: { start } }) => {
    return `[${file}:${start.line + 1}](${uriOf(file)}#L${start.line + 1})`;
  });
  const more = uses.length > mostPlaces ? `, and ${uses.length - mostPlaces} more` : "";
  const where = [
    ...(facts.dotenvKeys ? [facts.dotenvKeys.has(name) ? "Set in .env." : "Not in .env."] : []),
    ...(appConfigVars ? [`${appConfigVars.has(name) ? "Set" : "Not set"} on ${appName ?? "the linked app"}.`] : []),
  ];
  return [
    ...(links.length > 0 ? [`Read in ${links.join(", ")}${more}.`] : []),
    ...(where.length > 0 ? [where.join(" ")] : []),
  ];
}

function ofValue({ plain, isKey, node }: Spot): string | undefined {
  if (isKey || typeof node.value !== "string") return undefined;
  const key = plain.findLast((step) => typeof step === "string");
  const text = key === "size" ? node.value.toLowerCase() : node.value;
  const about = describeValue(String(key), text);
  return about === undefined ? undefined : `\`${text}\`: ${about}.`;
}

/** A size, plan, stack or buildpack in a few words. */
export function describeValue(key: string, text: string): string | undefined {
  if (key === "size") return dynoSizes.get(text);
  if (key === "stack") return stacks.get(text);
  if (key === "url") return herokuBuildpacks.get(text);
  if (key !== "addons" && key !== "plan") return undefined;
  return commonPlans.get(text) ?? (retiredPlans.has(text) ? "retired" : undefined);
}
