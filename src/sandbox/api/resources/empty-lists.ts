import { list, type Route, withApp } from "../call.ts";

const empty = () => list([], { attributes: ["id", "name"] });

const ofAccount = ["/spaces"];
const ofApp = ["log-drains", "sni-endpoints", "webhooks"];

/** What clients ask for by the way and the sandbox has none of. */
export const emptyListRoutes: readonly Route[] = [
  ...ofAccount.map((pattern): Route => ({ method: "GET", pattern, handler: empty })),
  ...ofApp.map((name): Route => ({ method: "GET", pattern: `/apps/:app/${name}`, handler: withApp(empty) })),
];
