import { version } from "../../version.ts";
import { type Call, ok, type Route, withApp } from "../call.ts";
import { optionalString } from "../parameters.ts";

/** What only a sandbox has: a way to tell that it is one, and the addresses of its apps. */
export const sandboxRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/sandbox",
    handler: (call) => ok(view(call)),
  },
  { method: "PATCH", pattern: "/sandbox", handler: update },
  {
    method: "GET",
    pattern: "/sandbox/apps/:app/addresses",
    handler: withApp(async ({ parts }, app) =>
      ok({
        web_url: `http://${app.name}.localhost:${parts.router.port}/`,
        loopback_url: `http://127.0.0.1:${await parts.router.open(app)}/`,
      }),
    ),
  },
];

/** `login_refusal`: what the login page answers from now on instead of a token; null to log in again. */
function update(call: Call) {
  if ("login_refusal" in call.body) call.parts.signIn.loginRefusal = optionalString(call.body, "login_refusal") ?? null;
  return ok(view(call));
}

const view = ({ parts }: Call) => ({
  sandbox: true,
  version,
  router_port: parts.router.port,
  login_refusal: parts.signIn.loginRefusal,
});
