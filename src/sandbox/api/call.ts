import type { Parts } from "../parts.ts";
import type { AuthorizationRecord, Permission } from "../store/identity.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import { requirePermission, visibleApp } from "./permissions.ts";
import type { Sorting } from "./range.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** One request to a resource, after the front has checked its manners. */
export interface Call {
  readonly parts: Parts;
  /** The SDK's variant of the version (`3.sdk`) has more properties than plain `3`. */
  readonly isSdk: boolean;
  /** What stood where the pattern says `:name`, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly query: URLSearchParams;
  /** What `Accept-Expansion` and `Accept-Inclusion` ask to have as more than a reference: `plan`, `addon:plan`. */
  readonly expansions: ReadonlySet<string>;
  /** Whose token the request carried. */
  readonly user: AccountRecord;
  /** Of the token; undefined where a password signed in instead. */
  readonly authorization: AuthorizationRecord | undefined;
  /** Of the header `Heroku-Two-Factor-Code`. */
  readonly twoFactorCode: string | undefined;
  /** Requests left in the pool of the account. */
  readonly remaining: number;
  /** Work that goes on after the answer; a failure is reported, and the sandbox waits for it when it stops. */
  inBackground(work: Promise<unknown>): void;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Set on lists: how clients may page through them. */
  readonly sorting?: Sorting;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/apps/:app/dynos/:dyno`. */
  readonly pattern: string;
  readonly handler: Handler;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const accepted = (body: unknown = {}): Answer => ({ status: 202, body });
export const list = (body: readonly unknown[], sorting: Sorting): Answer => ({ status: 200, body, sorting });

/** A handler below `/apps/:app`, a name or a UUID, for those who see the app and have a permission on it. */
export function withApp(
  handler: (call: Call, app: AppRecord) => Answer | Promise<Answer>,
  permission: Permission = "view",
): Handler {
  return (call) => {
    const app = visibleApp(call, pathPart(call, "app"));
    requirePermission(call, app, permission);
    return handler(call, app);
  };
}

/** One part of the path, as `:name` in the pattern of the route. */
export function pathPart(call: Call, name: string): string {
  const part = call.path[name];
  if (part === undefined) throw new Error(`The route has no part ${name}.`);
  return part;
}
