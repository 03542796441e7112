import type { Suggestion } from "../../language/project-facts.ts";
import { suggestFromCompose } from "../readers/docker-compose.ts";
import { suggestFromHerokuYml } from "../readers/heroku-yml.ts";
import { suggestFromRakefiles } from "../readers/rakefile.ts";
import { suggestFromFiles } from "./by-file.ts";
import { recogniseDotnet } from "./dotnet.ts";
import { recogniseElixir } from "./elixir.ts";
import type { Evidence, Recognised } from "./evidence.ts";
import { recogniseGo } from "./go.ts";
import { recogniseJvm } from "./jvm.ts";
import { recogniseNode } from "./node.ts";
import { recognisePhp } from "./php.ts";
import { recognisePython } from "./python.ts";
import { recogniseRuby } from "./ruby.ts";
import { recogniseRust } from "./rust.ts";

/** The frameworks of a project and the commands that it is likely to be run with, the likeliest first. */
export async function recognise(evidence: Evidence): Promise<Recognised> {
  const found: Recognised[] = [];
  for (const recogniser of recognisers) found.push(await recogniser(evidence));
  const others: Suggestion[] = [];
  for (const suggester of suggesters) others.push(...(await suggester(evidence)));
  const frameworks = found.flatMap((one) => one.frameworks);
  const isStatic = frameworks.length === 0 && evidence.files.has("index.html");
  return {
    frameworks: isStatic ? ["static"] : frameworks,
    suggestions: distinct([...byRank(found.flatMap((one) => one.suggestions)), ...others]),
  };
}

/** Beside another language Node.js mostly builds assets: as for Heroku's own order of detection, it comes late. */
const recognisers = [
  recogniseRuby,
  recognisePython,
  recognisePhp,
  recogniseJvm,
  recogniseGo,
  recogniseDotnet,
  recogniseElixir,
  recogniseRust,
  recogniseNode,
];

const suggesters = [suggestFromHerokuYml, suggestFromCompose, suggestFromFiles, suggestFromRakefiles];

/** The scripts of package.json come last, but for the one that starts the whole. */
function byRank(suggestions: readonly Suggestion[]): Suggestion[] {
  const isExtra = ({ source, type }: Suggestion) => source === "npm-script" && type !== "web";
  return [...suggestions.filter((one) => !isExtra(one)), ...suggestions.filter(isExtra)];
}

const maxSuggestions = 200;

function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  const isNew = ({ type, command }: Suggestion) => {
    const key = JSON.stringify([type, command]);
    return !seen.has(key) && seen.add(key);
  };
  return suggestions.filter(isNew).slice(0, maxSuggestions);
}
