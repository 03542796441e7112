import type { Location } from "vscode-languageserver";
import type { Place, Position } from "../../language/text.ts";
import { propertiesOf } from "../../manifest/json-document.ts";
import { processTypePlaces } from "../../manifest/process-type-places.ts";
import { sectionsOf } from "../../manifest/sections.ts";
import type { Context } from "../contexts.ts";
import { configVarOf, npmScriptOf, ownManifest, processTypeOf, spotAt } from "./at-position.ts";

/** Of a process type its line in the Procfile; of a config var its line in .env, else where code reads it. */
export function appJsonDefinition(context: Context, position: Position): Location[] {
  const spot = spotAt(context, position);
  if (!spot) return [];
  const { facts } = context.surroundings;
  const type = processTypeOf(spot);
  const name = configVarOf(spot);
  const script = npmScriptOf(spot);
  if (type !== undefined) return locations(context, [facts.processTypes?.get(type)?.place]);
  if (script !== undefined) return locations(context, [facts.npmScripts?.get(script)?.place]);
  if (name === undefined) return [];
  const set = facts.dotenvKeys?.get(name);
  return locations(context, set ? [set] : (facts.configVarUses.get(name) ?? []));
}

/** Everything in the project that names the process type or the config var; its places here with the declarations. */
export function appJsonReferences(context: Context, position: Position, includeDeclaration: boolean): Location[] {
  const spot = spotAt(context, position);
  if (!spot) return [];
  const { facts } = context.surroundings;
  const type = processTypeOf(spot);
  const name = configVarOf(spot);
  if (type !== undefined) {
    const own = includeDeclaration ? processTypePlaces(context.text.getText(), type) : [];
    const here = own.map((range) => ({ uri: context.uri, range }));
    return [...here, ...locations(context, [facts.processTypes?.get(type)?.place])];
  }
  if (name === undefined) return [];
  const own = includeDeclaration ? configVarPlaces(context, name) : [];
  return [...own, ...locations(context, [facts.dotenvKeys?.get(name), ...(facts.configVarUses.get(name) ?? [])])];
}

function configVarPlaces(context: Context, name: string): Location[] {
  const document = ownManifest(context);
  return sectionsOf(document?.root, "env")
    .flatMap(propertiesOf)
    .filter((property) => property.name === name)
    .flatMap(({ key }) => (document ? [{ uri: context.uri, range: document.rangeOf(key) }] : []));
}

function locations({ uriOf }: Context, places: readonly (Place | undefined)[]): Location[] {
  return places.flatMap((place) => (place ? [{ uri: uriOf(place.file), range: place.range }] : []));
}
