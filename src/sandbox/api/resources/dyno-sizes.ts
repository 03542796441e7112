import { dynoSizes, findDynoSize } from "../../catalogue/dyno-sizes.ts";
import { type Call, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { notFound } from "../errors.ts";
import { dynoSizeView } from "../views/dyno-size.ts";

const all = (call: Call) =>
  list(
    dynoSizes.map((size) => dynoSizeView(call, size)),
    { attributes: ["id", "name"] },
  );

export const dynoSizeRoutes: readonly Route[] = [
  { method: "GET", pattern: "/dyno-sizes", handler: all },
  { method: "GET", pattern: "/apps/:app/available-dyno-sizes", handler: withApp(all) },
  {
    method: "GET",
    pattern: "/dyno-sizes/:size",
    handler(call) {
      const size = findDynoSize(pathPart(call, "size"));
      if (!size) throw notFound("dyno size");
      return ok(dynoSizeView(call, size));
    },
  },
];
