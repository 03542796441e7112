import type { AppSource } from "../../../../src/editor/tree/app-details.ts";
import type { App, Collaborator, ConfigVars, Dyno, Formation } from "../../../../src/heroku/resources/types.ts";

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

/** A platform in memory that can be changed and broken, and counts what it was asked. */
export interface FakePlatform extends AppSource {
  list: App[];
  types: Formation[];
  running: Dyno[];
  vars: ConfigVars;
  people: Collaborator[];
  broken: Error | undefined;
  readonly asked: string[];
}

export function aPlatform(...apps: App[]): FakePlatform {
  const answer = async <T>(question: string, value: () => T): Promise<T> => {
    platform.asked.push(question);
    if (platform.broken) throw platform.broken;
    return value();
  };
  const platform: FakePlatform = {
    list: apps,
    types: [],
    running: [],
    vars: {},
    people: [],
    broken: undefined,
    asked: [],
    apps: () => answer("apps", () => platform.list),
    formation: ({ name }) => answer(`formation of ${name}`, () => platform.types),
    dynos: ({ name }) => answer(`dynos of ${name}`, () => platform.running),
    configVars: ({ name }) => answer(`config vars of ${name}`, () => platform.vars),
    collaborators: ({ name }) => answer(`collaborators of ${name}`, () => platform.people),
  };
  return platform;
}
