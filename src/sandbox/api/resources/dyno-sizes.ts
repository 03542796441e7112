import { commonSizes, type DynoSize, dynoSizes, findListedSize } from "../../catalogue/dyno-sizes.ts";
import { type Call, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { notFound } from "../errors.ts";
import { dynoSizeView } from "../views/dyno-size.ts";

const listOf = (call: Call, sizes: readonly DynoSize[]) =>
  list(
    sizes.map((size) => dynoSizeView(call, size)),
    { attributes: ["id", "name"] },
  );

export const dynoSizeRoutes: readonly Route[] = [
  { method: "GET", pattern: "/dyno-sizes", handler: (call) => listOf(call, dynoSizes) },
  {
    method: "GET",
    pattern: "/apps/:app/available-dyno-sizes",
    handler: withApp((call) => listOf(call, commonSizes)),
  },
  {
    method: "GET",
    pattern: "/dyno-sizes/:size",
    handler(call) {
      const size = findListedSize(pathPart(call, "size"));
      if (!size) throw notFound("dyno size");
      return ok(dynoSizeView(call, size));
    },
  },
];
