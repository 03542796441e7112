import { stableId } from "./stable-id.ts";

export interface AccountFeature {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly state: "general" | "beta";
  readonly docUrl: string;
}

/** What an account can switch on for itself. Nothing in the sandbox changes with it. */
export const accountFeatures: readonly AccountFeature[] = [
  feature(
    "metrics-request-volume",
    "general",
    "Request volume in metrics",
    "Show requests per minute in the dashboard",
  ),
  feature("dashboard-repositories-api", "beta", "Repositories API", "Look repositories up through the dashboard's API"),
];

export function findAccountFeature(idOrName: string): AccountFeature | undefined {
  return accountFeatures.find(({ id, name }) => id === idOrName || name === idOrName);
}

function feature(
  name: string,
  state: AccountFeature["state"],
  displayName: string,
  description: string,
): AccountFeature {
  const docUrl = "https://devcenter.heroku.com/articles/heroku-beta-features";
  return { id: stableId("account-feature", name), name, state, displayName, description, docUrl };
}
