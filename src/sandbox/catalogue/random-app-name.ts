import { randomBytes, randomInt } from "node:crypto";

const adjectives =
  "agile aqua blooming bold brave calm clear cool crisp damp dawn deep dry early evening fair floating frosty gentle glad golden green hidden icy keen late light limitless lively lucid mellow misty morning murmuring neat nimble patient peaceful polar proud pure quick quiet rapid secure serene sharp silent sleek small snowy soft solid stark still sunny swift tranquil vast warm whispering wild winter young".split(
    " ",
  );
const nouns =
  "atoll badlands bastion bayou beach brook brushlands canyon castle citadel cliffs cove crag dawn depths dusk escarpment everglades falls fjord forest fortress garden gorge harbor headland hollows inlet island journey lake meadow mesa mountain oasis ocean peak plains plateau pond prairie reaches reef retreat ridge river savannah sea shelf shore sierra spire springs stream summit taiga temple thicket tor tundra valley waters wave wildwood woodland".split(
    " ",
  );

/** Word, word, number, as the platform names an app that was created without a name. */
export function randomAppName(): string {
  return `${pick(adjectives)}-${pick(nouns)}-${String(randomInt(100_000)).padStart(5, "0")}`;
}

/** A name for the app of a number, always the same one: word, word, number. */
export function numberedAppName(index: number): string {
  const adjective = adjectives[(index * 7) % adjectives.length] ?? "app";
  const noun = nouns[(index * 13) % nouns.length] ?? "app";
  return `${adjective}-${noun}-${String(index).padStart(4, "0")}`;
}

/** Two words and twelve hex digits, as the target of a custom domain begins. */
export function randomHostWords(): string {
  return `${pick(adjectives)}-${pick(nouns)}-${randomBytes(12).toString("hex")}`;
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? "app";
}
