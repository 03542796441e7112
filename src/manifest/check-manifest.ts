import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";
import { checkAddons } from "./checks/addons.ts";
import { checkBuildpacks } from "./checks/buildpacks.ts";
import { checkEnv } from "./checks/env.ts";
import { checkFormation } from "./checks/formation.ts";
import { checkSyntax } from "./checks/loose-tokens.ts";
import type { ManifestCheck } from "./checks/manifest.ts";
import { checkScripts } from "./checks/scripts.ts";
import { checkShapes } from "./checks/shapes.ts";
import { checkStack } from "./checks/stack.ts";
import { checkTexts } from "./checks/texts.ts";
import { isForeign } from "./foreign.ts";
import { parseJson } from "./json-document.ts";

const checks: readonly ManifestCheck[] = [
  checkShapes,
  checkTexts,
  checkEnv,
  checkFormation,
  checkAddons,
  checkBuildpacks,
  checkStack,
  checkScripts,
];

/**
 * What the platform would refuse, ignore or do differently than the text suggests, in the order of the file. Nothing in
 * another tool's app.json.
 */
export function checkManifest(text: string, surroundings: Surroundings): Problem[] {
  const document = parseJson(text);
  const { root } = document;
  if (root && isForeign(root)) return [];
  const problems = checkSyntax(document);
  if (root) problems.push(...checks.flatMap((check) => check({ document, root, surroundings })));
  return problems.toSorted((one, other) => inOrder(one, other));
}

function inOrder({ range: { start: one } }: Problem, { range: { start: other } }: Problem): number {
  return one.line - other.line || one.character - other.character;
}
