import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import type { Call } from "./call.ts";
import { type ApiError, secondFactorRequired, wrongSecondFactor } from "./errors.ts";
import { optionalIdentity } from "./parameters.ts";
import { isTotp } from "./totp.ts";

/** What is in memory alone: who needs no code for which app until when, and how the login page refuses. */
export interface SignIn {
  /** Set, it is what the page in the browser answers instead of a token. */
  loginRefusal: string | null;
  isPreAuthorized(account: AccountRecord, app: AppRecord): boolean;
  preAuthorize(account: AccountRecord, app: AppRecord): void;
}

export function createSignIn({ settings, world }: Pick<Parts, "settings" | "world">): SignIn {
  const until = new Map<string, number>();
  const key = (account: AccountRecord, app: AppRecord) => `${account.id} ${app.id}`;
  return {
    loginRefusal: settings.loginRefusal,
    isPreAuthorized: (account, app) => (until.get(key(account, app)) ?? 0) > world.now().getTime(),
    preAuthorize(account, app) {
      until.set(key(account, app), world.now().getTime() + settings.preAuthorizationTime);
    },
  };
}

/** For what always takes a code where the account has one: signing in, skipping the code, pre-authorizing. Throws 403. */
export function requireSecondFactor(
  { store, world }: Pick<Parts, "store" | "world">,
  account: AccountRecord,
  code: string | undefined,
): void {
  if (account.twoFactor !== "none") requireCode({ store, world }, account, code, secondFactorRequired());
}

/** Throws 403 `two_factor` where a request needs a code that it does not bring. */
export function checkSecondFactor(call: Call, method: string, pattern: string): void {
  const { parts, user, authorization, twoFactorCode } = call;
  if (!isGuarded(method, pattern) || authorization?.skipTwoFactor) return;
  if (user.twoFactor === "account") requireCode(parts, user, twoFactorCode, secondFactorRequired());
  const app = user.twoFactor === "apps" ? appOf(call) : undefined;
  if (!app || parts.signIn.isPreAuthorized(user, app)) return;
  requireCode(parts, user, twoFactorCode, secondFactorRequired(app));
}

/** Reading takes no code, nor does going away; pre-authorizing has a rule of its own. */
function isGuarded(method: string, pattern: string): boolean {
  const isFree = /^\/(sandbox|filters|oauth|actions)\b|\/pre-authorizations$/.test(pattern);
  return method !== "GET" && !isFree;
}

/** In the path, or in the body as where an app is transferred. */
function appOf({ parts, path, body }: Call): AppRecord | undefined {
  const app = path["app"] ?? optionalIdentity(body, "app");
  return app === undefined ? undefined : parts.store.apps.find(app);
}

function requireCode(
  { store, world }: Pick<Parts, "store" | "world">,
  account: AccountRecord,
  code: string | undefined,
  missing: ApiError,
): void {
  if (code === undefined || code === "") throw missing;
  const secret = store.accounts.twoFactorSecret(account.id);
  if (secret === null || !isTotp(code, secret, world.now())) throw wrongSecondFactor(missing);
}

/** `PUT /apps/:app/pre-authorizations`: the code now, and none for a few minutes. */
export function preAuthorize({ parts, user, twoFactorCode }: Call, app: AppRecord): void {
  requireSecondFactor(parts, user, twoFactorCode);
  parts.signIn.preAuthorize(user, app);
}
