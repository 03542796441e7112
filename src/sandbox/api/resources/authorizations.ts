import type { AuthorizationRecord, Granted } from "../../store/identity.ts";
import type { AppRecord } from "../../store/records.ts";
import {
  type Answer,
  type Call,
  created,
  type Handler,
  type JsonObject,
  list,
  ok,
  pathPart,
  type Route,
  withApp,
} from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalBoolean, optionalInteger, optionalString } from "../parameters.ts";
import { scopes } from "../scopes.ts";
import { preAuthorize, requireSecondFactor } from "../second-factor.ts";
import { authorizationView } from "../views/authorization.ts";

/** The tokens of an account. The sandbox has no sessions beside them; clients ask for those when they log out. */
export const authorizationRoutes: readonly Route[] = [
  { method: "GET", pattern: "/oauth/authorizations", handler: listAuthorizations },
  { method: "POST", pattern: "/oauth/authorizations", handler: create },
  { method: "GET", pattern: "/oauth/authorizations/:authorization", handler: withAuthorization(show) },
  { method: "DELETE", pattern: "/oauth/authorizations/:authorization", handler: withAuthorization(revoke) },
  {
    method: "POST",
    pattern: "/oauth/authorizations/:authorization/actions/regenerate-tokens",
    handler: withAuthorization(regenerate),
  },
  { method: "GET", pattern: "/oauth/sessions", handler: () => list([], { attributes: ["id"] }) },
  {
    method: "DELETE",
    pattern: "/oauth/sessions/:session",
    handler() {
      throw notFound("session");
    },
  },
  { method: "PUT", pattern: "/apps/:app/pre-authorizations", handler: withApp(preAuthorizeApp) },
];

function listAuthorizations(call: Call) {
  const all = call.parts.store.authorizations.list(call.user.id);
  return list(
    all.map((authorization) => authorizationView(call, authorization)),
    { attributes: ["id"] },
  );
}

/** What skips the second factor is given for one, whatever the token of the request may skip itself. */
function create(call: Call) {
  const { parts, body, user: account } = call;
  const skipTwoFactor = optionalBoolean(body, "skip_two_factor") ?? false;
  if (skipTwoFactor) requireSecondFactor(parts, account, call.twoFactorCode);
  else requireForToken(call);
  const expiresIn = optionalInteger(body, "expires_in") ?? null;
  if (expiresIn !== null && expiresIn < 1) throw invalidParams("expires_in must be 1 or more");
  const description = optionalString(body, "description") ?? "Long-lived user authorization";
  const granted = parts.store.authorizations.create({
    ...{ account, description, scope: scopeIn(body), expiresIn, skipTwoFactor },
  });
  return created(shown(call, granted));
}

function show(call: Call, authorization: AuthorizationRecord) {
  return ok(authorizationView(call, authorization));
}

function revoke(call: Call, authorization: AuthorizationRecord) {
  call.parts.store.authorizations.revoke(authorization.id);
  return ok(authorizationView(call, authorization));
}

function regenerate(call: Call, authorization: AuthorizationRecord) {
  requireForToken(call);
  return created(shown(call, call.parts.store.authorizations.regenerate(authorization.id)));
}

function preAuthorizeApp(call: Call, app: AppRecord) {
  preAuthorize(call, app);
  return ok({ app: { id: app.id, name: app.name } });
}

function requireForToken({ parts, user, authorization, twoFactorCode }: Call): void {
  if (!authorization?.skipTwoFactor) requireSecondFactor(parts, user, twoFactorCode);
}

function shown(call: Call, { authorization, token }: Granted) {
  return authorizationView(call, authorization, token);
}

function scopeIn({ scope }: JsonObject): string[] {
  if (scope === undefined || scope === null) return ["global"];
  if (!Array.isArray(scope) || scope.length === 0 || !scope.every((name) => scopes.includes(name))) {
    throw invalidParams(`scope must be a list of ${scopes.join(", ")}`);
  }
  return scope;
}

function withAuthorization(handler: (call: Call, authorization: AuthorizationRecord) => Answer): Handler {
  return (call) => {
    const found = call.parts.store.authorizations.find(call.user.id, pathPart(call, "authorization"));
    if (!found) throw notFound("authorization");
    return handler(call, found);
  };
}
