import { commonPlans } from "./catalogue/addon-plans.ts";
import { gitHubUrlOf, herokuBuildpacks } from "./catalogue/buildpacks.ts";
import { dynoSizes } from "./catalogue/dyno-sizes.ts";
import { recommendedStack, stacks } from "./catalogue/stacks.ts";

/** As much of JSON Schema (draft 07) as a manifest needs, and VS Code's words for completion. */
export interface ManifestSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description: string;
  readonly type: JsonType | JsonType[];
  readonly properties?: { [name: string]: ManifestSchema };
  readonly additionalProperties?: false | ManifestSchema;
  readonly propertyNames?: { pattern: string };
  readonly required?: string[];
  readonly items?: ManifestSchema;
  readonly examples?: unknown[];
  readonly default?: unknown;
  readonly deprecationMessage?: string;
  readonly defaultSnippets?: { label: string; description?: string; body: unknown }[];
}

export type JsonType = "object" | "array" | "string" | "boolean" | "integer";

/** A place of a snippet with a word to type over. */
const slot = (place: number, word: string): string => `$\{${place}:${word}}`;

const text = (description: string, ...examples: string[]): ManifestSchema => ({
  type: "string",
  description,
  ...(examples.length > 0 && { examples }),
});

const script = (description: string, ...examples: string[]): ManifestSchema => ({
  type: ["string", "object"],
  description,
  examples,
  properties: {
    command: text("The command.", ...examples),
    size: text("Size of the dyno that runs the command.", ...dynoSizes.keys()),
  },
  required: ["command"],
  additionalProperties: false,
  defaultSnippets: [
    { label: '"…"', description: "A command", body: "$1" },
    {
      label: "{ command, size }",
      description: "A command on a dyno of another size",
      body: { command: "$1", size: "$2" },
    },
  ],
});

const variable: ManifestSchema = {
  type: ["string", "object"],
  description: "A config var: its value, or an object that describes it.",
  properties: {
    description: text("What the config var is for. Who creates the app reads it beside the field."),
    value: text(
      "The value that the new app gets, unless who creates it gives another. Always text, also for a number.",
    ),
    required: {
      type: "boolean",
      description:
        "False when the app can do without. True if it is left out: then an app is only created with a value.",
      default: true,
    },
    generator: text("`secret` has the platform generate a random value, different for each app.", "secret"),
  },
  additionalProperties: false,
  defaultSnippets: [
    { label: '"…"', description: "A value", body: "$1" },
    { label: "{ description, value }", body: { description: "$1", value: "$2" } },
    {
      label: "{ description, generator }",
      description: "A secret made for each app",
      body: { description: "$1", generator: "secret" },
    },
    { label: "{ description, required: false }", body: { description: "$1", required: false } },
  ],
};

const env: ManifestSchema = {
  type: "object",
  description: "Config vars that the new app gets, or that who creates it is asked for.",
  additionalProperties: variable,
  propertyNames: { pattern: "^\\w+$" },
  defaultSnippets: [
    { label: "{ SECRET_KEY }", body: { [slot(1, "SECRET_KEY")]: { description: "$2", generator: "secret" } } },
  ],
};

const formation: ManifestSchema = {
  type: "object",
  description: "How many dynos of which size each process type of the Procfile gets.",
  additionalProperties: {
    type: "object",
    description: "Dynos of one process type.",
    properties: {
      quantity: { type: "integer", description: "How many dynos.", examples: [1] },
      size: text("Size of the dynos, in any case.", ...dynoSizes.keys()),
    },
    additionalProperties: false,
    defaultSnippets: [{ label: "{ quantity, size }", body: { quantity: `^${slot(1, "1")}`, size: slot(2, "basic") } }],
  },
  propertyNames: { pattern: "^[-\\w]{1,128}$" },
  defaultSnippets: [{ label: "{ web }", body: { web: { quantity: `^${slot(1, "1")}`, size: slot(2, "basic") } } }],
};

const addons: ManifestSchema = {
  type: "array",
  description: "Add-ons that are created before the app is built, as `service` or `service:plan`.",
  items: {
    type: ["string", "object"],
    description: "An add-on: `service:plan`, or an object with more to say about it.",
    examples: [...commonPlans.keys()],
    properties: {
      plan: text("The service and its plan, `service:plan`; the default plan without one.", ...commonPlans.keys()),
      as: text(
        "Name of the attachment: its config vars begin with it. For a database `DATABASE` gives `DATABASE_URL`.",
      ),
      options: {
        type: "object",
        description: "What the add-on is created with, such as `version` of heroku-postgresql.",
        additionalProperties: { type: ["string", "boolean", "integer"], description: "An option of the add-on." },
      },
    },
    required: ["plan"],
    additionalProperties: false,
    defaultSnippets: [
      { label: "{ plan, as }", description: "With a name of its own", body: { plan: "$1", as: "$2" } },
      { label: "{ plan, options }", body: { plan: "$1", options: { [slot(2, "version")]: "$3" } } },
    ],
  },
  defaultSnippets: [{ label: "[ Postgres ]", body: [slot(1, "heroku-postgresql:essential-0")] }],
};

const buildpacks: ManifestSchema = {
  type: "array",
  description:
    "Buildpacks in the order in which they run; the last one decides the default processes. Cedar apps only: an app of the Fir generation takes them from project.toml.",
  items: {
    type: "object",
    description: "A buildpack.",
    properties: {
      url: text(
        "A short name of the registry, or the URL of a git repository or archive; `#` and a tag or branch may follow.",
        ...herokuBuildpacks.keys(),
        ...[...herokuBuildpacks.keys()].map(gitHubUrlOf),
      ),
    },
    required: ["url"],
    additionalProperties: false,
    defaultSnippets: [{ label: "{ url }", body: { url: slot(1, "heroku/nodejs") } }],
  },
};

const shared = { env, formation, addons, buildpacks };

const scripts: ManifestSchema = {
  type: "object",
  description: "Commands that run once in the life of an app.",
  properties: {
    postdeploy: script(
      "Runs once, after the first deploy of a new app. Later deploys run the Procfile's `release`.",
      "bundle exec rake db:seed",
    ),
    "pr-predestroy": script("Runs once, before a review app is deleted.", "bundle exec rake cleanup"),
  },
  additionalProperties: false,
};

const testScripts: ManifestSchema = {
  type: "object",
  description: "Commands of a test run of Heroku CI.",
  properties: {
    ...scripts.properties,
    "test-setup": script("Runs before `test`.", "bin/setup-tests"),
    test: script("Runs the tests; their result is its exit status.", "npm test"),
  },
  additionalProperties: false,
};

const environment = (description: string, scriptsOfIt: ManifestSchema): ManifestSchema => ({
  type: "object",
  description: `${description} A key given here replaces the whole key of the file's top level.`,
  properties: { scripts: scriptsOfIt, ...shared },
});

/**
 * JSON schema of app.json, after https://devcenter.heroku.com/articles/app-json-schema. Sizes, plans and stacks are
 * offered, not enforced: the platform gets new ones.
 */
export const manifestSchema: ManifestSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "app.json",
  type: "object",
  description:
    "What an app needs to be created: by the Deploy to Heroku button, as a review app, in a test run, or through the API. The platform reads it when it creates the app, and not again.",
  properties: {
    $schema: text("Where an editor finds the schema of this file. The platform ignores it."),
    name: text("Name of the template, at most 30 characters. The name of the app is chosen when it is created."),
    description: text("What the app does, and who it is for, in a sentence."),
    keywords: { type: "array", description: "Words that describe the app.", items: text("A word.") },
    website: text("URL of the project's website."),
    repository: text("URL of the source code, for git."),
    logo: text("URL of a square image: SVG, PNG or JPG."),
    success_url: text("Where the browser goes after the app was created: a URL, or a path of the app.", "/welcome"),
    scripts,
    env,
    formation,
    image: { ...text("A Docker image."), deprecationMessage: "Deprecated; use stack `container` with a heroku.yml." },
    addons,
    buildpacks,
    environments: {
      type: "object",
      description: "What is different in test runs and review apps.",
      properties: {
        test: environment("Test runs of Heroku CI.", testScripts),
        review: environment("Review apps.", scripts),
      },
      additionalProperties: { type: "object", description: "The platform does not read this environment." },
    },
    stack: text("The stack, an operating system image that the app is built and run on.", ...stacks.keys()),
  },
  additionalProperties: false,
  defaultSnippets: [
    {
      label: "app.json",
      description: "Name, config vars, formation",
      body: {
        name: "$1",
        description: "$2",
        env: { [slot(3, "SECRET_KEY")]: { description: "$4", generator: "secret" } },
        formation: { web: { quantity: `^${slot(5, "1")}`, size: slot(6, "basic") } },
        stack: slot(7, recommendedStack),
      },
    },
  ],
};
