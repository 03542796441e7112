import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";

/** An app that the platform makes as an app.json says: add-ons, config vars, first build, formation, postdeploy. */
export interface AppSetup {
  readonly id: string;
  readonly status: "failed" | "pending" | "succeeded";
  readonly failure_message: string | null;
  /** What is wrong with the app.json, a sentence each. */
  readonly manifest_errors?: readonly string[] | null;
  readonly app: { readonly id: string; readonly name: string };
  /** Null until it has begun. */
  readonly build: { readonly id: string; readonly output_stream_url: string | null } | null;
  readonly postdeploy: { readonly output: string; readonly exit_code: number | null } | null;
  readonly resolved_success_url: string | null;
}

export interface NewAppSetup {
  readonly source_blob: { readonly url: string; readonly version?: string | undefined };
  readonly app: {
    readonly name?: string | undefined;
    readonly region?: string | undefined;
    readonly stack?: string | undefined;
    /** A team; the app is the account's own when it is missing. */
    readonly organization?: string | undefined;
  };
  readonly overrides?: { readonly env?: Readonly<Record<string, string>> | undefined } | undefined;
}

/** Pending when it resolves; the app is there from then on. */
export function createAppSetup(client: HerokuClient, setup: NewAppSetup, options?: CallOptions): Promise<AppSetup> {
  return client.send<AppSetup>("POST", "/app-setups", setup, options);
}

export function getAppSetup(client: HerokuClient, setup: string, options?: CallOptions): Promise<AppSetup> {
  return client.get<AppSetup>(path`/app-setups/${setup}`, options);
}
