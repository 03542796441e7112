import type { Location } from "vscode-languageserver";
import type { Place, Position } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { entriesOf, keyAt } from "./entries.ts";
import { codeUses, manifestPlace, procfileUses } from "./uses.ts";

/** Of a key: where app.json declares it, else where code and the Procfile read it. */
export async function dotenvDefinition(context: DotenvContext, position: Position): Promise<Location[]> {
  const name = keyAt(context.document, position)?.key.text;
  if (name === undefined) return [];
  const declared = manifestPlace(context, name);
  const places = declared ? [declared] : [...codeUses(context, name), ...(await procfileUses(context, name))];
  return places.map((place) => location(context, place));
}

/** Everything that reads the key, and app.json; its entries here when the declarations are asked for. */
export async function dotenvReferences(
  context: DotenvContext,
  position: Position,
  includeDeclaration: boolean,
): Promise<Location[]> {
  const name = keyAt(context.document, position)?.key.text;
  if (name === undefined) return [];
  const entries = includeDeclaration ? entriesOf(context.document).filter(({ key }) => key.text === name) : [];
  const declared = manifestPlace(context, name);
  const uses = [...(await procfileUses(context, name)), ...codeUses(context, name)];
  return [
    ...entries.map(({ key }) => ({ uri: context.uri, range: key.range })),
    ...[...(declared ? [declared] : []), ...uses].map((place) => location(context, place)),
  ];
}

function location({ uriOf }: DotenvContext, { file, range }: Place): Location {
  return { uri: uriOf(file), range };
}
