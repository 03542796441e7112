import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import { notFound } from "./errors.ts";
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
  /** Whose token the request carried. */
  readonly user: AccountRecord;
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

/** A handler below `/apps/:app`, which may be a name or a UUID. */
export function withApp(handler: (call: Call, app: AppRecord) => Answer | Promise<Answer>): Handler {
  return (call) => handler(call, findApp(call));
}

/** One part of the path, as `:name` in the pattern of the route. */
export function pathPart(call: Call, name: string): string {
  const part = call.path[name];
  if (part === undefined) throw new Error(`The route has no part ${name}.`);
  return part;
}

function findApp(call: Call): AppRecord {
  const app = call.parts.store.apps.find(pathPart(call, "app"));
  if (!app) throw notFound("app");
  return app;
}
