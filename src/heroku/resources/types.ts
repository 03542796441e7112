/**
 * The platform's answers, as narrow as this project reads them (platform-api schema v3).
 * Times are ISO 8601 in UTC.
 */

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly owner: { readonly id: string; readonly email: string };
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly region: { readonly id: string; readonly name: string };
  readonly stack: { readonly id: string; readonly name: string };
  readonly generation?: { readonly name: string } | undefined;
  readonly maintenance: boolean;
  readonly git_url: string;
  readonly web_url: string | null;
  readonly buildpack_provided_description: string | null;
  /** Bytes. */
  readonly slug_size?: number | null;
  /** Bytes. */
  readonly repo_size?: number | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly released_at: string | null;
}

export interface Formation {
  readonly id: string;
  readonly type: string;
  readonly command: string;
  readonly quantity: number;
  /** `Basic`, `Standard-1X`, …; Eco and others as the platform spells them. */
  readonly size: string;
}

export interface Dyno {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly command: string;
  readonly size: string;
  readonly state: "crashed" | "down" | "idle" | "starting" | "up";
  readonly release: { readonly id: string; readonly version: number };
  readonly created_at: string;
  readonly updated_at: string;
}

export type ConfigVars = Readonly<Record<string, string>>;

export interface Collaborator {
  readonly id: string;
  readonly role: string | null;
  readonly user: { readonly id: string; readonly email: string };
  /** In apps of teams: what they may do. */
  readonly permissions?: readonly { readonly name: string }[] | undefined;
}

export interface Release {
  readonly id: string;
  readonly version: number;
  readonly description: string;
  readonly status: "expired" | "failed" | "pending" | "succeeded";
  readonly current: boolean;
  readonly user: { readonly id: string; readonly email: string };
  readonly output_stream_url: string | null;
  /** Null before the first build, and for an image. */
  readonly slug?: { readonly id: string } | null | undefined;
  readonly created_at: string;
}

export interface Build {
  readonly id: string;
  readonly status: "failed" | "pending" | "succeeded";
  readonly output_stream_url: string;
  readonly release: { readonly id: string } | null;
  readonly source_blob?: { readonly url: string; readonly version?: string | null } | undefined;
}

export interface LogSession {
  readonly id: string;
  readonly logplex_url: string;
  readonly created_at: string;
}

export interface Region {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly private_capable: boolean;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly default: boolean;
  readonly state: string;
}

export interface DynoSize {
  readonly id: string;
  /** As the platform spells it: `Standard-1X`. */
  readonly name: string;
  /** Gigabytes. */
  readonly memory: number;
  /** Cents per `unit`; null where it is not sold by itself. */
  readonly cost: { readonly cents: number; readonly unit: string } | null;
  readonly private_space_only: boolean;
}
