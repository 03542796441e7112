import { findRegion, regions } from "../../catalogue/regions.ts";
import { list, ok, pathPart, type Route } from "../call.ts";
import { notFound } from "../errors.ts";
import { regionView } from "../views/region.ts";

export const regionRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/regions",
    handler: () => list(regions.map(regionView), { attributes: ["id", "name"] }),
  },
  {
    method: "GET",
    pattern: "/regions/:region",
    handler(call) {
      const region = findRegion(pathPart(call, "region"));
      if (!region) throw notFound("region");
      return ok(regionView(region));
    },
  },
];
