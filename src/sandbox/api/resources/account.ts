import { type Call, ok, pathPart, type Route } from "../call.ts";
import { notFound } from "../errors.ts";
import { optionalString } from "../parameters.ts";
import { accountView } from "../views/account.ts";

export const accountRoutes: readonly Route[] = [
  { method: "GET", pattern: "/account", handler: (call) => ok(accountView(call, call.user)) },
  { method: "PATCH", pattern: "/account", handler: rename },
  { method: "GET", pattern: "/users/:user", handler: (call) => ok(accountView(call, named(call))) },
  { method: "GET", pattern: "/account/rate-limits", handler: ({ remaining }) => ok({ remaining }) },
];

function rename(call: Call) {
  const { parts, body, user } = call;
  const name = optionalString(body, "name");
  return ok(accountView(call, name === undefined ? user : parts.store.accounts.update(user.id, { name })));
}

/** `~`, or the account's own email or id: nobody else is shown. */
export function named(call: Call) {
  const own = call.user;
  const user = pathPart(call, "user");
  if (user !== "~" && user !== own.id && user.toLowerCase() !== own.email) throw notFound("user");
  return own;
}
