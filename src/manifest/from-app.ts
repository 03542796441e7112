import { writeManifest } from "./write-manifest.ts";

/** What is known of a live app: names and figures, never the value of a config var. */
export interface LiveApp {
  readonly name: string;
  readonly description?: string;
  readonly repository?: string;
  /** Sizes as the platform writes them: `Standard-1X`. */
  readonly formation: readonly { readonly type: string; readonly quantity: number; readonly size: string }[];
  /** Plans as the platform writes them: `heroku-postgresql:essential-0`; `as` when the attachment has a name of its own. */
  readonly addons: readonly { readonly plan: string; readonly as?: string }[];
  /** URLs or short names (`heroku/nodejs`), in their order. */
  readonly buildpacks: readonly string[];
  readonly stack: string | undefined;
  readonly configVars: readonly string[];
  /** Config vars that add-ons own, which their app.json must not ask for. */
  readonly addonConfigVars?: readonly string[];
}

/** The text of an app.json that makes an app like this one. */
export function manifestFromApp(app: LiveApp): string {
  return writeManifest({ name: app.name });
}
