import { retiredPlans } from "./catalogue/addon-plans.ts";
import { retiredSizes } from "./catalogue/dyno-sizes.ts";
import { deprecatedStacks, retiredStacks } from "./catalogue/stacks.ts";
import { describeConfigVar, isGiven } from "./describe-config-var.ts";
import { type Manifest, writeManifest } from "./write-manifest.ts";

/** What is known of a live app: names and figures, never the value of a config var. */
export interface LiveApp {
  readonly name: string;
  readonly description?: string;
  readonly repository?: string;
  /** Sizes as the platform writes them: `Standard-1X`. */
  readonly formation: readonly { readonly type: string; readonly quantity: number; readonly size: string }[];
  /** Plans as the platform writes them: `heroku-postgresql:essential-0`; `as` when the attachment has a name of its own. */
  readonly addons: readonly LiveAddon[];
  /** URLs or short names (`heroku/nodejs`), in their order. */
  readonly buildpacks: readonly string[];
  readonly stack: string | undefined;
  readonly configVars: readonly string[];
  /** Config vars that add-ons own, which a manifest must not ask for. */
  readonly addonConfigVars?: readonly string[];
}

export interface LiveAddon {
  readonly plan: string;
  readonly as?: string;
}

/**
 * The text of an app.json that makes an app like this one. What has ended on the platform is left out or written as what
 * came in its place, because no new app can have it.
 */
export function manifestFromApp(app: LiveApp): string {
  const { description, repository, stack } = app;
  const manifest: Manifest = {
    name: app.name.slice(0, 30),
    ...(description !== undefined && { description }),
    ...(repository !== undefined && { repository }),
    env: env(app),
    formation: formation(app),
    addons: app.addons.flatMap(addon),
    buildpacks: app.buildpacks.flatMap(buildpack),
    ...(stack !== undefined && !retiredStacks.has(stack) && !deprecatedStacks.has(stack) && { stack }),
  };
  return writeManifest(manifest);
}

function env({ name: app, configVars, addonConfigVars = [], addons }: LiveApp): NonNullable<Manifest["env"]> {
  const asked = configVars.filter(
    (name) => !isGiven(name) && !addonConfigVars.includes(name) && !addons.some((each) => belongsTo(name, each)),
  );
  return Object.fromEntries(
    asked.toSorted().map((name) => [name, describeConfigVar(name, `Set as on ${app}.`, true)] as const),
  );
}

/** By the names that Heroku's own data services use, and by the attachment's name. */
function belongsTo(name: string, { plan, as }: LiveAddon): boolean {
  if (as !== undefined && (name === as || name.startsWith(`${as}_`))) return true;
  const service = plan.split(":")[0];
  if (service === "heroku-postgresql") return name === "DATABASE_URL" || name.startsWith("HEROKU_POSTGRESQL_");
  return service === "heroku-redis" && /^REDIS_(?:TLS_)?URL$/.test(name);
}

function formation({ formation: processes }: LiveApp): NonNullable<Manifest["formation"]> {
  return Object.fromEntries(
    processes.map(({ type, quantity, size }) => {
      const name = size.toLowerCase();
      return [type, { quantity, size: retiredSizes.get(name) ?? name }] as const;
    }),
  );
}

function addon({ plan, as }: LiveAddon): (string | LiveAddon)[] {
  const ended = [plan, plan.split(":")[0] ?? ""].find((name) => retiredPlans.has(name));
  const today = ended === undefined ? plan : retiredPlans.get(ended);
  if (today === undefined) return [];
  return [as === undefined ? today : { plan: today, as }];
}

const registry =
  /^(?:urn:buildpack:|https:\/\/(?:buildpack-registry|codon-buildpacks)\.s3\.amazonaws\.com\/buildpacks\/)([\w-]+\/[\w.-]+?)(?:\.tgz)?$/;

/** Cloud Native Buildpacks are not named in an app.json. */
function buildpack(reference: string): { readonly url: string }[] {
  if (/^(?:docker:|urn:cnb:|cnb:)/.test(reference)) return [];
  return [{ url: registry.exec(reference)?.[1] ?? reference }];
}
