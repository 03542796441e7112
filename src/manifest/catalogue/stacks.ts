/** Stacks that an app can be made on, the recommended one first. */
export const stacks: ReadonlyMap<string, string> = new Map([
  ["heroku-26", "Ubuntu 26.04, recommended"],
  ["heroku-24", "Ubuntu 24.04"],
  ["heroku-22", "Ubuntu 22.04, deprecated, ends on 30 April 2027"],
  ["container", "The image that heroku.yml describes"],
  ["cnb", "Cloud Native Buildpacks"],
]);

/** Stacks that still build, with the day on which they end. */
export const deprecatedStacks: ReadonlyMap<string, string> = new Map([["heroku-22", "30 April 2027"]]);

/** Stacks on which no app can be made any more. */
export const retiredStacks: ReadonlySet<string> = new Set([
  "heroku-20",
  "heroku-18",
  "heroku-16",
  "cedar-14",
  "cedar",
  "cedar-10",
  "bamboo",
]);

export const recommendedStack = "heroku-26";
