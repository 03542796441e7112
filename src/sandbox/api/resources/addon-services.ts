import { type AddonService, addonServices, findPlan, findService } from "../../catalogue/addon-services.ts";
import { type Call, list, ok, pathPart, type Route } from "../call.ts";
import { notFound } from "../errors.ts";
import { addonServiceView, planView } from "../views/addon.ts";

const sorting = { attributes: ["id", "name"] };

export const addonServiceRoutes: readonly Route[] = [
  { method: "GET", pattern: "/addon-services", handler: () => list(addonServices.map(addonServiceView), sorting) },
  { method: "GET", pattern: "/addon-services/:service", handler: (call) => ok(addonServiceView(find(call))) },
  {
    method: "GET",
    pattern: "/addon-services/:service/plans",
    handler: (call) =>
      list(
        find(call).plans.map((plan) => planView(call, plan)),
        sorting,
      ),
  },
  { method: "GET", pattern: "/addon-services/:service/plans/:plan", handler: showOfService },
  { method: "GET", pattern: "/plans/:plan", handler: (call) => show(call, pathPart(call, "plan")) },
];

function showOfService(call: Call) {
  const { name, plans } = find(call);
  const wanted = pathPart(call, "plan");
  const plan = plans.find(({ id, name: full }) => id === wanted || full === wanted || full === `${name}:${wanted}`);
  return show(call, plan?.id ?? "");
}

function show(call: Call, idOrName: string) {
  const plan = findPlan(idOrName);
  if (!plan) throw notFound("plan");
  return ok(planView(call, plan));
}

function find(call: Call): AddonService {
  const service = findService(pathPart(call, "service"));
  if (!service) throw notFound("addon service");
  return service;
}
