import type { Session } from "../../../../src/editor/services.ts";
import type { AppFacts, AppSource, Part, Pipelines } from "../../../../src/editor/tree/app-details.ts";
import { createAppsTree } from "../../../../src/editor/tree/apps-tree.ts";
import type { Surroundings } from "../../../../src/editor/tree/look.ts";
import type { AppNode } from "../../../../src/editor/tree/nodes.ts";
import type { HerokuClient } from "../../../../src/heroku/client.ts";
import type { Addon, AddonAttachment } from "../../../../src/heroku/resources/addons.ts";
import type { AppFeature } from "../../../../src/heroku/resources/app-features.ts";
import type { BuildpackInstallation } from "../../../../src/heroku/resources/buildpacks.ts";
import type { Domain } from "../../../../src/heroku/resources/domains.ts";
import type {
  App,
  Collaborator,
  ConfigVars,
  Dyno,
  Formation,
  Release,
} from "../../../../src/heroku/resources/types.ts";

const time = "2026-11-20T10:00:00Z";

/** Answers of the platform as the tree reads them; a test names only what it is about. */
export function anApp(name: string, rest: Partial<App> = {}): App {
  return {
    id: `id-of-${name}`,
    name,
    owner: { id: "u1", email: "me@example.com" },
    team: null,
    region: { id: "r1", name: "us" },
    stack: { id: "s1", name: "heroku-24" },
    maintenance: false,
    git_url: `https://git.heroku.com/${name}.git`,
    web_url: `https://${name}.herokuapp.com/`,
    buildpack_provided_description: null,
    created_at: time,
    updated_at: time,
    released_at: null,
    ...rest,
  };
}

export function aFormation(type: string, quantity: number, rest: Partial<Formation> = {}): Formation {
  return { id: `f-${type}`, type, quantity, command: `run ${type}`, size: "Standard-1X", ...rest };
}

export function aDyno(name: string, state: Dyno["state"], rest: Partial<Dyno> = {}): Dyno {
  return {
    id: `d-${name}`,
    name,
    type: name.split(".")[0] ?? "",
    command: "node server.js",
    size: "Standard-1X",
    state,
    release: { id: "v", version: 3 },
    created_at: time,
    updated_at: time,
    ...rest,
  };
}

export function aCollaborator(email: string, role: string | null = null): Collaborator {
  return { id: `c-${email}`, role, user: { id: `u-${email}`, email } };
}

export function anAddon(name: string, rest: Partial<Addon> = {}): Addon {
  return {
    id: `a-${name}`,
    name,
    plan: { id: "p", name: "heroku-postgresql:essential-0" },
    addon_service: { id: "s", name: "heroku-postgresql" },
    app: { id: "id-of-a", name: "a" },
    state: "provisioned",
    config_vars: ["DATABASE_URL"],
    web_url: "https://addons.example.com/",
    billed_price: { cents: 500, unit: "month", contract: false },
    created_at: time,
    ...rest,
  };
}

export function aRelease(version: number, rest: Partial<Release> = {}): Release {
  return {
    id: `v${version}`,
    version,
    description: `Deploy ${version}`,
    status: "succeeded",
    current: false,
    user: { id: "u1", email: "me@example.com" },
    output_stream_url: null,
    created_at: time,
    ...rest,
  };
}

/** What a platform knows, besides its apps, of each of them. */
interface Answers {
  types: Formation[];
  running: Dyno[];
  vars: ConfigVars;
  people: Collaborator[];
  releases: Release[];
  addons: Addon[];
  attachments: AddonAttachment[];
  domains: Domain[];
  buildpacks: BuildpackInstallation[];
  features: AppFeature[];
  isLocked: boolean;
}

/** A platform in memory that can be changed and broken, and counts what it was asked. */
export interface FakePlatform extends AppSource, Answers {
  list: App[];
  couplings: Pipelines;
  broken: Error | undefined;
  /** Refuses these alone. */
  readonly refused: Set<Part>;
  readonly asked: string[];
}

const words: Readonly<Partial<Record<Part, string>>> = { configVars: "config vars", teamApp: "team app" };

export function aPlatform(...apps: App[]): FakePlatform {
  const answer = async <T>(question: string, value: () => T): Promise<T> => {
    platform.asked.push(question);
    if (platform.broken) throw platform.broken;
    return value();
  };
  const facts = (app: App, max: number): AppFacts => ({
    formation: platform.types,
    dynos: platform.running,
    configVars: platform.vars,
    collaborators: platform.people,
    releases: platform.releases.slice(0, max),
    addons: platform.addons,
    attachments: platform.attachments,
    domains: platform.domains,
    buildpacks: platform.buildpacks,
    features: platform.features,
    teamApp: { id: app.id, locked: platform.isLocked, joined: true },
  });
  const platform: FakePlatform = {
    list: apps,
    types: [],
    running: [],
    vars: {},
    people: [],
    releases: [],
    addons: [],
    attachments: [],
    domains: [],
    buildpacks: [],
    features: [],
    isLocked: false,
    couplings: new Map(),
    broken: undefined,
    refused: new Set(),
    asked: [],
    apps: () => answer("apps", () => platform.list),
    pipelines: () => answer("pipelines", () => platform.couplings),
    stacks: () => answer("stacks", () => []),
    about: ({ name }) =>
      answer(`about ${name}`, () => ({ formation: platform.types, addons: platform.addons, isLocked: false })),
    part: (part, app, { max }) =>
      answer(`${words[part] ?? part} of ${app.name}`, () => {
        if (platform.refused.has(part)) throw new Error("You do not have access.");
        return facts(app, max)[part];
      }),
  };
  return platform;
}

/** A tree of that platform; `changes` are the rows that it said are different, undefined for the list. */
export function aTree(platform: FakePlatform, sessionKey = "me") {
  const changes: (string | undefined)[] = [];
  const tree = createAppsTree({
    sessionKey,
    source: platform,
    changed: (node) => changes.push(node?.id),
  });
  /** Its apps, once they are there. */
  const apps = async (): Promise<readonly AppNode[]> => {
    await tree.list.ready();
    return tree.entries.map(({ node }) => node);
  };
  return { tree, changes, apps };
}

/** What surrounds a row; a test names only what it is about. */
export const around: Surroundings = {
  now: new Date("2026-11-20T10:05:30Z"),
  isInWorkspace: false,
  isFavorite: false,
  isSandbox: true,
  ownEmail: "me@example.com",
  sortedBy: "name",
  explain: (problem) => (problem as Error).message,
};

/** A signed-in account; nothing answers where a test brings no client. */
export function aSession(key: string, rest: Partial<Session> = {}): Session {
  const account = { id: key, email: "me@example.com", name: null };
  const addresses = { apiUrl: "https://api.heroku.com", gitUrl: "https://git.heroku.com" };
  const secrets = { token: "", pushToken: () => "", secondFactorUntil: () => undefined, endsAt: undefined };
  return { key, account, client: {} as HerokuClient, ...addresses, ...secrets, isSandbox: false, ...rest };
}
