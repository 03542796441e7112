import { version } from "../../version.ts";
import { ok, type Route, withApp } from "../call.ts";

/** What only a sandbox has: a way to tell that it is one, and the addresses of its apps. */
export const sandboxRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/sandbox",
    handler: ({ parts }) => ok({ sandbox: true, version, router_port: parts.router.port }),
  },
  {
    method: "GET",
    pattern: "/sandbox/apps/:app/addresses",
    handler: withApp(({ parts }, app) =>
      ok({
        web_url: `http://${app.name}.localhost:${parts.router.port}/`,
        loopback_url: app.loopbackPort === null ? null : `http://127.0.0.1:${app.loopbackPort}/`,
      }),
    ),
  },
];
