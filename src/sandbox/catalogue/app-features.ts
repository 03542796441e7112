import { stableId } from "./stable-id.ts";

export interface AppFeature {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** `general` ones are what `heroku features` lists; the others are `heroku labs`. */
  readonly state: "general" | "beta";
  readonly docUrl: string;
}

const article = (name: string) => `https://devcenter.heroku.com/articles/${name}`;

export const appFeatures: readonly AppFeature[] = [
  feature("preboot", "general", "Preboot", "Start new web dynos before the old ones are stopped", "preboot"),
  feature(
    "http-session-affinity",
    "general",
    "HTTP session affinity",
    "Route requests of one browser to one web dyno",
    "session-affinity",
  ),
  feature(
    "runtime-dyno-metadata",
    "beta",
    "Dyno metadata",
    "Give dynos config vars that name the app and its release",
    "dyno-metadata",
  ),
  feature(
    "log-runtime-metrics",
    "beta",
    "Runtime metrics in the log",
    "Write memory and load of each dyno to the log",
    "log-runtime-metrics",
  ),
];

export function findAppFeature(idOrName: string): AppFeature | undefined {
  return appFeatures.find(({ id, name }) => id === idOrName || name === idOrName);
}

function feature(
  name: string,
  state: AppFeature["state"],
  displayName: string,
  description: string,
  articleName: string,
): AppFeature {
  return { id: stableId("feature", name), name, state, displayName, description, docUrl: article(articleName) };
}
