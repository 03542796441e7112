/**
 * The rooms of the sandbox as they see each other. Each room exports one `create…` function that
 * returns its interface; `sandbox.ts` puts them together. Store calls are synchronous (SQLite in
 * this process): what a call returned from is on disk.
 */
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Addons } from "./addons/addons.ts";
import type { SignIn } from "./api/second-factor.ts";
import type {
  Accounts,
  Apps,
  Authorizations,
  Collaborators,
  Teams,
  Transfers,
  TwoFactorDemand,
} from "./store/identity.ts";
import type {
  AccountRecord,
  AppRecord,
  BuildpackInstallationRecord,
  BuildRecord,
  BuildStatus,
  ConfigVars,
  FormationRecord,
  ReleaseRecord,
  ReleaseStatus,
  SlugRecord,
} from "./store/records.ts";
import type { ResourceTables } from "./store/resource-tables.ts";

/** Clock and identity, so that tests need not wait nor guess. */
export interface World {
  now(): Date;
  uuid(): string;
}

/** Times in milliseconds, sizes in bytes. Defaults are the platform's (`settings.ts`). */
export interface Settings {
  readonly bootTimeout: number;
  readonly shutdownGrace: number;
  /** Waiting time before the 2nd, 3rd … restart of a dyno that crashes again; the first is immediate. */
  readonly crashBackoff: readonly number[];
  readonly releasePhaseTimeout: number;
  readonly routerFirstByteTimeout: number;
  readonly routerIdleTimeout: number;
  readonly rateLimitPool: number;
  readonly rateLimitPerMinute: number;
  readonly logLines: number;
  /** How long an add-on is being made whose service takes its time. */
  readonly addonProvisioningTime: number;
  /** Of the sandbox's own account, written at each start; undefined leaves it as it is. */
  readonly twoFactor: { readonly demand: TwoFactorDemand; readonly secret: string } | undefined;
  /** How long a pre-authorized app asks for no second factor. */
  readonly preAuthorizationTime: number;
  /** What the login page in the browser answers instead of a token, such as `IP address mismatch`. */
  readonly loginRefusal: string | null;
}

/** Folders under the data folder. */
export interface Places {
  readonly root: string;
  readonly database: string;
  readonly repositories: string;
  readonly slugs: string;
  readonly builds: string;
  readonly buildCaches: string;
  readonly buildpacks: string;
  readonly dynos: string;
  readonly sources: string;
  readonly outputs: string;
  readonly logs: string;
}

export interface Store extends ResourceTables {
  readonly accounts: Accounts;
  readonly authorizations: Authorizations;
  readonly teams: Teams;
  readonly transfers: Transfers;
  readonly apps: Apps;
  readonly configVars: {
    get(appId: string): ConfigVars;
    set(appId: string, all: ConfigVars): void;
  };
  readonly formation: {
    list(appId: string): FormationRecord[];
    find(appId: string, typeOrId: string): FormationRecord | undefined;
    /** Inserts or updates one process type. */
    put(appId: string, entry: { type: string; command: string; quantity: number; size: string }): FormationRecord;
    remove(appId: string, type: string): void;
  };
  readonly collaborators: Collaborators;
  readonly releases: {
    list(appId: string): ReleaseRecord[];
    /** By version (`3`, `v3`) or id. */
    find(appId: string, versionOrId: string): ReleaseRecord | undefined;
    current(appId: string): ReleaseRecord | undefined;
    /** The next version of the app. `current` moves with `finish`, never before. */
    create(release: {
      appId: string;
      description: string;
      status: ReleaseStatus;
      slugId: string | null;
      configVars: ConfigVars;
      user: AccountRecord;
      outputId: string | null;
      /** Now, unless a seed makes it up. */
      createdAt?: string;
    }): ReleaseRecord;
    /** Ends a pending release; a succeeded one becomes current. */
    finish(id: string, status: "succeeded" | "failed"): ReleaseRecord;
    /** Releases that a killed sandbox left pending; called once at start. */
    failPending(): void;
  };
  readonly slugs: {
    find(id: string): SlugRecord | undefined;
    create(slug: Omit<SlugRecord, "createdAt" | "updatedAt">): SlugRecord;
    update(id: string, change: Partial<Omit<SlugRecord, "id" | "appId">>): SlugRecord;
  };
  readonly builds: {
    list(appId: string): BuildRecord[];
    find(appId: string, id: string): BuildRecord | undefined;
    create(build: Omit<BuildRecord, "createdAt" | "updatedAt" | "status" | "releaseId" | "slugId">): BuildRecord;
    update(
      id: string,
      change: { status?: BuildStatus; releaseId?: string; slugId?: string; buildpackUrls?: readonly string[] },
    ): BuildRecord;
    /** Builds that a killed sandbox left pending; called once at start. */
    failPending(): void;
  };
  readonly buildpacks: {
    list(appId: string): BuildpackInstallationRecord[];
    replace(appId: string, urls: readonly string[]): BuildpackInstallationRecord[];
  };
  readonly features: {
    /** Names of the enabled features. */
    enabled(appId: string): ReadonlySet<string>;
    set(appId: string, name: string, enabled: boolean): void;
  };
  /** Runs `work` in one transaction. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface LogEntry {
  /** `app` or `heroku`. */
  readonly source: "app" | "heroku";
  /** `web.1`, `router`, `api`, `run.1234`, `release.4321`. */
  readonly process: string;
  /** One line without its newline, or raw bytes of one; longer than 10 000 bytes are split. */
  readonly message: string | Buffer;
}

export interface LogSessionRequest {
  readonly dyno?: string | undefined;
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly lines: number;
  readonly tail: boolean;
}

export interface Logplex {
  append(appId: string, entry: LogEntry): void;
  /** Many complete lines at once, for a dyno that floods. */
  appendLines(appId: string, from: Omit<LogEntry, "message">, lines: readonly Buffer[]): void;
  /** The path of a new session, unguessable, good for five minutes: `/streams/<uuid>?srv=…`. */
  createSession(appId: string, request: LogSessionRequest): { id: string; path: string };
  /** Serves `/streams/…`. Needs no token: the path is the secret. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  forget(appId: string): void;
  /** Writes what is in memory to disk and ends every stream. */
  close(): Promise<void>;
}

export type DynoState = "starting" | "up" | "crashed" | "idle" | "down";

export interface Dyno {
  readonly id: string;
  readonly appId: string;
  readonly name: string;
  readonly type: string;
  readonly command: string;
  readonly size: string;
  readonly state: DynoState;
  readonly releaseId: string;
  readonly releaseVersion: number;
  /** Loopback port given as `$PORT`; null for all but web dynos. */
  readonly port: number | null;
  readonly createdAt: string;
  /** When `state` last changed. */
  readonly updatedAt: string;
}

export type DynoSelector =
  | { readonly kind: "all" }
  | { readonly kind: "type"; readonly type: string }
  | { readonly kind: "dyno"; readonly dyno: string };

export interface Dynos {
  list(appId: string): Dyno[];
  /** By name or id. */
  find(appId: string, dyno: string): Dyno | undefined;
  /** Web dynos that take requests now. Called once per request: cheap. */
  webDynos(appId: string): readonly Dyno[];
  /** Starts and stops dynos until they match the formation and the current release. Old ones of an earlier release are replaced. */
  reconcile(appId: string): void;
  restart(appId: string, which: DynoSelector): void;
  /** Stops; a dyno that the formation still wants starts again, as on Cedar. */
  stop(appId: string, which: DynoSelector): void;
  runDetached(
    appId: string,
    run: {
      command: string;
      type: string;
      env: Readonly<Record<string, string>>;
      size: string;
      /** Seconds after which it is stopped; null for none. */
      timeToLive: number | null;
    },
  ): Dyno;
  /** Runs a command as a one-off dyno to its end; resolves with its exit status. Its output goes to the log and to `output`. */
  runToEnd(appId: string, run: Parameters<Dynos["runDetached"]>[1], output: (chunk: Buffer) => void): Promise<number>;
  /** Runs the release phase as `release.NNNN`; resolves with its exit status (124 after the time limit, 126 when it could not start). Each output chunk goes to `output` too. */
  runRelease(appId: string, release: ReleaseRecord, slug: SlugRecord, output: (chunk: Buffer) => void): Promise<number>;
  /** Ends every dyno of an app that is being destroyed. */
  destroy(appId: string): Promise<void>;
  /** Ends every dyno of the sandbox: TERM, the grace time, KILL. */
  close(): Promise<void>;
  /** Emits `change` with an app id whenever a dyno of it changes. */
  readonly events: EventEmitter<{ change: [appId: string] }>;
}

/** What a build or a release phase prints, kept as a file and followed while it grows. */
export interface Outputs {
  /**
   * A new output; `path` is `/streams/output/<id>` on the API port, unguessable. A build's output has the
   * build's own id (`pathOf(build.id)`), a release phase's is in the release's `outputId`.
   */
  create(id?: string): { id: string; path: string; write(chunk: Buffer | string): void; end(): void };
  pathOf(id: string): string;
  /** The output so far and live until its end, from byte `from`. */
  follow(id: string, from?: number): Readable | undefined;
  /** Serves `/streams/output/…` as text/plain or text/event-stream, resuming by `Range` or `Last-Event-Id`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface Releases {
  /**
   * Makes a release and lets it live: release phase where the slug has one, then current, then dynos.
   * Resolves when the release is live or has failed; the record is in the store when `onCreated` is called.
   */
  create(request: {
    appId: string;
    description: string;
    user: AccountRecord;
    /** Undefined keeps the slug of the current release. */
    slugId?: string | undefined;
    /** Undefined keeps today's config vars; else they become the app's. */
    configVars?: ConfigVars | undefined;
    onCreated?: ((release: ReleaseRecord) => void) | undefined;
    output?: ((chunk: Buffer) => void) | undefined;
  }): Promise<ReleaseRecord>;
  rollback(
    appId: string,
    to: ReleaseRecord,
    user: AccountRecord,
    onCreated?: (release: ReleaseRecord) => void,
  ): Promise<ReleaseRecord>;
  /** Resolves when every release that an app has today lives or has failed. */
  settled(appId: string): Promise<void>;
}

/** A build under way or done. `output` has every line, `----->` and all, without `remote: `. */
export interface StartedBuild {
  readonly record: BuildRecord;
  readonly done: Promise<BuildRecord>;
}

export interface Builds {
  /** `source` is a folder that the build may consume, or a tar.gz to unpack. */
  start(request: {
    app: AppRecord;
    user: AccountRecord;
    source:
      | { kind: "folder"; path: string }
      | { kind: "archive"; path: string }
      | { kind: "url"; url: string; checksum: string | null };
    version: string | null;
    versionDescription: string | null;
    buildpacks?: readonly string[] | undefined;
  }): StartedBuild;
  /** Resolves when nothing of the build runs any more; no release appears afterwards. False when it had already ended. */
  cancel(appId: string, buildId: string): Promise<boolean>;
  purgeCache(appId: string): Promise<void>;
  close(): Promise<void>;
}

/** Bare git repositories, one per app, and git's smart HTTP over them. */
export interface Repositories {
  create(app: AppRecord): Promise<void>;
  delete(appId: string): Promise<void>;
  /** Serves `/<app>.git/…` for an account whose token was checked; the sandbox's own by default. */
  handle(app: AppRecord, request: IncomingMessage, response: ServerResponse, user?: AccountRecord): void;
  close(): Promise<void>;
}

export interface Router {
  /** The port of `http://<app>.localhost:<port>/`. */
  readonly port: number;
  /** Opens the app's own loopback port (and keeps the same one across restarts where it is free). */
  open(app: AppRecord): Promise<number>;
  closeApp(appId: string): Promise<void>;
  close(): Promise<void>;
}

/** What the API needs of the rest. */
export interface Parts {
  readonly world: World;
  readonly settings: Settings;
  readonly places: Places;
  readonly store: Store;
  readonly logplex: Logplex;
  readonly dynos: Dynos;
  readonly outputs: Outputs;
  readonly releases: Releases;
  readonly addons: Addons;
  readonly builds: Builds;
  readonly repositories: Repositories;
  readonly router: Router;
  readonly signIn: SignIn;
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly apiUrl: string;
  /** Aborted when the sandbox begins to stop. */
  readonly stopping: AbortSignal;
}
