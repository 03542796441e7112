import { randomHostWords } from "../../catalogue/random-app-name.ts";
import type { AppRecord } from "../../store/records.ts";
import type { DomainRecord } from "../../store/resource-records.ts";
import { type Call, created, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalIdentity, requiredString } from "../parameters.ts";
import { domainView, herokuDomainView } from "../views/domain.ts";

/** Of one app (https://devcenter.heroku.com/articles/limits). */
const mostDomains = 1000;

export const domainRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/domains", handler: withApp(listDomains) },
  { method: "POST", pattern: "/apps/:app/domains", handler: withApp(add, "operate") },
  { method: "GET", pattern: "/apps/:app/domains/:domain", handler: withApp(show) },
  { method: "PATCH", pattern: "/apps/:app/domains/:domain", handler: withApp(update, "operate") },
  { method: "DELETE", pattern: "/apps/:app/domains/:domain", handler: withApp(remove, "operate") },
];

function listDomains({ parts }: Call, app: AppRecord) {
  const custom = parts.store.domains.list(app.id).map((domain) => domainView(app, domain));
  return list([herokuDomainView(app), ...custom], { attributes: ["id", "hostname"] });
}

function add({ parts: { store }, body }: Call, app: AppRecord) {
  const hostname = hostnameIn(requiredString(body, "hostname"));
  const known = store.domains.byHostname(hostname);
  if (known?.appId === app.id) throw invalidParams(`Domain already added to this app.`);
  if (known) throw invalidParams(`${hostname} is currently in use by another app.`);
  if (store.domains.list(app.id).length >= mostDomains) {
    throw invalidParams(`You have reached the limit of ${mostDomains} custom domains per app.`);
  }
  const cname = `${randomHostWords()}.herokudns.com`;
  const sniEndpoint = optionalIdentity(body, "sni_endpoint") ?? null;
  return created(domainView(app, store.domains.create({ appId: app.id, hostname, cname, sniEndpoint })));
}

function show(call: Call, app: AppRecord) {
  const own = herokuDomainView(app);
  const wanted = pathPart(call, "domain").toLowerCase();
  return ok(wanted === own.id || wanted === own.hostname ? own : domainView(app, find(call, app)));
}

function update(call: Call, app: AppRecord) {
  const sniEndpoint = optionalIdentity(call.body, "sni_endpoint") ?? null;
  return ok(domainView(app, call.parts.store.domains.update(find(call, app).id, { sniEndpoint })));
}

function remove(call: Call, app: AppRecord) {
  const own = herokuDomainView(app);
  if ([own.id, own.hostname].includes(pathPart(call, "domain"))) {
    throw invalidParams("The domain that an app has by its name cannot be removed.");
  }
  const domain = find(call, app);
  call.parts.store.domains.delete(domain.id);
  return ok(domainView(app, domain));
}

function find(call: Call, app: AppRecord): DomainRecord {
  const domain = call.parts.store.domains.find(app.id, pathPart(call, "domain").toLowerCase());
  if (!domain) throw notFound("domain name");
  return domain;
}

/** Labels of letters, digits and dashes (RFC 1123), at least two of them; the first may be `*`. */
function hostnameIn(text: string): string {
  const hostname = text.trim().toLowerCase().replace(/\.$/, "");
  const labels = hostname.replace(/^\*\./, "").split(".");
  const isValid = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  if (hostname.length > 253 || labels.length < 2 || !isValid || /^\d+$/.test(labels.at(-1) ?? "")) {
    throw invalidParams(`${JSON.stringify(text)} is not a valid domain name.`);
  }
  if (/(^|\.)(heroku|herokuapp|herokudns)\.com$/.test(hostname)) {
    throw invalidParams(`${hostname} belongs to Heroku.`);
  }
  return hostname;
}
