import { type Call, ok, pathPart, type Route } from "../call.ts";
import { notFound } from "../errors.ts";
import { accountView } from "../views/account.ts";

export const accountRoutes: readonly Route[] = [
  { method: "GET", pattern: "/account", handler: (call) => ok(accountView(call, self(call))) },
  { method: "GET", pattern: "/users/:user", handler: (call) => ok(accountView(call, named(call))) },
  { method: "GET", pattern: "/account/rate-limits", handler: ({ remaining }) => ok({ remaining }) },
];

function self({ user }: Call) {
  return user;
}

/** `~`, or the account's own email or id: nobody else is shown. */
export function named(call: Call) {
  const own = self(call);
  const user = pathPart(call, "user");
  if (user !== "~" && user !== own.id && user.toLowerCase() !== own.email) throw notFound("user");
  return own;
}
