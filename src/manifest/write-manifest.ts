/** A manifest as the documentation describes it; https://devcenter.heroku.com/articles/app-json-schema */
export interface Manifest {
  readonly name?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly website?: string;
  readonly repository?: string;
  readonly logo?: string;
  readonly success_url?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, ManifestVariableEntry>>;
  readonly formation?: Readonly<Record<string, { readonly quantity: number; readonly size?: string }>>;
  readonly addons?: readonly (string | { readonly plan: string; readonly as?: string })[];
  readonly buildpacks?: readonly { readonly url: string }[];
  readonly stack?: string;
}

export interface ManifestVariableEntry {
  readonly description?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly generator?: "secret";
}

/** As the documentation's example orders them. */
const order = [
  "name",
  "description",
  "keywords",
  "website",
  "repository",
  "logo",
  "success_url",
  "scripts",
  "env",
  "formation",
  "addons",
  "buildpacks",
  "stack",
] as const satisfies readonly (keyof Manifest)[];

/** The text of a manifest: its keys in the documentation's order, empty ones left out, two blanks of indentation. */
export function writeManifest(manifest: Manifest): string {
  const entries = order.flatMap((key) => (isEmpty(manifest[key]) ? [] : [[key, manifest[key]] as const]));
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "") return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
