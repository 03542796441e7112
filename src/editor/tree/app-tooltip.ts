import { appPrice } from "../../advice/app-price.ts";
import { dollars } from "../../advice/dyno-prices.ts";
import type { App, Stack } from "../../heroku/resources/types.ts";
import { deprecatedStacks, retiredStacks } from "../../manifest/catalogue/stacks.ts";
import type { About } from "./app-details.ts";
import { teamOf } from "./arrangement.ts";
import { ago, code, plain, table } from "./markdown.ts";
import { webFirst } from "./web-first.ts";

export interface AppTooltipFacts {
  readonly app: App;
  /** What had to be asked for; undefined where it could not be had. */
  readonly about: About | undefined;
  readonly stacks: readonly Stack[];
  readonly isSandbox: boolean;
  readonly now: Date;
}

/** What a person wants to know of an app before they open it. */
export function appTooltip({ app, about, stacks, isSandbox, now }: AppTooltipFacts): string {
  const team = teamOf(app);
  const lines = table(app.name, [
    ["Address", app.web_url === null ? undefined : `<${app.web_url}>`],
    ["Git", code(app.git_url)],
    ["Owner", team === undefined ? plain(app.owner.email) : `${plain(team)} (team)`],
    ["Region", plain(app.region.name)],
    ["Stack", `${plain(app.stack.name)}${stackWords(app.stack.name, stacks)}`],
    ["Generation", app.generation === undefined ? undefined : plain(app.generation.name)],
    ["Buildpack", app.buildpack_provided_description === null ? undefined : plain(app.buildpack_provided_description)],
    ["Dynos", about?.formation && dynosWords(about)],
    ["Price", isSandbox || about === undefined ? undefined : priceWords(about)],
    [
      "Add-ons",
      about?.addons?.length
        ? plain(
            about.addons
              .map(({ plan }) => plan.name)
              .sort()
              .join(", "),
          )
        : undefined,
    ],
    ["Size", sizeWords(app)],
    ["Last release", releaseWords(app, about, now)],
    ["Created", ago(app.created_at, now)],
    ["Maintenance", app.maintenance ? "on" : undefined],
    ["Locked", about?.isLocked ? "yes: members of the team cannot join" : undefined],
  ]);
  return about === undefined ? `${lines}\n\nIts dynos and releases could not be loaded.` : lines;
}

/** What the platform says of a stack, and what is known of its end. */
function stackWords(name: string, stacks: readonly Stack[]): string {
  if (retiredStacks.has(name)) return " (end of life: it builds no more)";
  const end = deprecatedStacks.get(name);
  if (end !== undefined) return ` (deprecated, ends on ${end})`;
  const state = stacks.find((stack) => stack.name === name)?.state;
  return state === undefined || state === "public" ? "" : ` (${plain(state)})`;
}

function dynosWords({ formation = [] }: About): string {
  const running = formation.filter(({ quantity }) => quantity > 0).sort((a, b) => webFirst(a.type, b.type));
  if (running.length === 0) return formation.length === 0 ? "nothing deployed yet" : "none running";
  return plain(running.map(({ type, quantity, size }) => `${type} ×${quantity} ${size}`).join(", "));
}

function priceWords({ formation, addons }: About): string | undefined {
  if (formation === undefined || addons === undefined) return undefined;
  const { total, unknown, usesEcoPool } = appPrice({ formation, addons });
  const known = `${unknown.length > 0 ? "at least " : ""}${dollars(total)} a month`;
  const parts = [
    addons.length > 0 ? "add-ons included" : "",
    unknown.length > 0 ? `without ${unknown.join(", ")}` : "",
    usesEcoPool ? "and a share of $5 for all Eco dynos" : "",
  ].filter(Boolean);
  return plain([known, ...parts].join(", "));
}

function sizeWords({ slug_size, repo_size }: App): string | undefined {
  const sizes = [
    typeof slug_size === "number" ? `slug ${megabytes(slug_size)}` : "",
    typeof repo_size === "number" ? `repository ${megabytes(repo_size)}` : "",
  ].filter(Boolean);
  return sizes.length > 0 ? plain(sizes.join(", ")) : undefined;
}

function megabytes(bytes: number): string {
  const size = bytes / 1024 / 1024;
  return `${size < 10 ? size.toFixed(1) : size.toFixed(0)} MB`;
}

function releaseWords(app: App, about: About | undefined, now: Date): string {
  const release = about?.lastRelease;
  if (release) {
    const status = release.status === "succeeded" ? "" : ` (${release.status})`;
    return `v${release.version}${status} by ${plain(release.user.email)}, ${ago(release.created_at, now)}: ${plain(release.description)}`;
  }
  return app.released_at === null ? "none yet" : ago(app.released_at, now);
}
