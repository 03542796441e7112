import type { AppRecord } from "../../store/records.ts";
import { type Call, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { notFound } from "../errors.ts";
import { herokuDomainView } from "../views/domain.ts";

export const domainRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/apps/:app/domains",
    handler: withApp((_, app) => list([herokuDomainView(app)], { attributes: ["id", "hostname"] })),
  },
  { method: "GET", pattern: "/apps/:app/domains/:domain", handler: withApp(show) },
];

function show(call: Call, app: AppRecord) {
  const domain = herokuDomainView(app);
  if (![domain.id, domain.hostname].includes(pathPart(call, "domain"))) throw notFound("domain");
  return ok(domain);
}
