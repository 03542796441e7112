import type { DotenvReader } from "./readers.ts";

/** As messages name them. */
export const readerNames: Readonly<Record<DotenvReader, string>> = {
  workbench: "Heroku Workbench",
  foreman: "foreman",
  "heroku-local": "heroku local",
  honcho: "honcho",
  dotenv: "npm's dotenv",
  docker: "docker",
  shell: "a shell",
  godotenv: "godotenv (goreman, overmind)",
  "python-dotenv": "python-dotenv",
  "ruby-dotenv": "Ruby's dotenv",
};

/** `foreman, honcho and a shell`. */
export function listOf(names: readonly string[]): string {
  const [last = "", ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
}
