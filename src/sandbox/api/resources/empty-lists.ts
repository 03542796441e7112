import { type Answer, list, type Route, withApp } from "../call.ts";
import { notFound } from "../errors.ts";

const empty = () => list([], { attributes: ["id", "name"] });

const ofAccount = ["/addons", "/addon-attachments", "/pipelines", "/pipeline-couplings", "/spaces", "/teams"];
const ofApp = ["addons", "addon-attachments", "log-drains", "sni-endpoints", "webhooks"];

/** What clients ask for by the way and the sandbox has none of. */
export const emptyListRoutes: readonly Route[] = [
  ...ofAccount.map((pattern): Route => ({ method: "GET", pattern, handler: empty })),
  ...ofApp.map((name): Route => ({ method: "GET", pattern: `/apps/:app/${name}`, handler: withApp(empty) })),
  { method: "GET", pattern: "/apps/:app/pipeline-couplings", handler: withApp(notInPipeline) },
];

/** One coupling or none, in spite of its plural: an app is in one pipeline at most. */
function notInPipeline(): Answer {
  throw notFound("pipeline coupling");
}
