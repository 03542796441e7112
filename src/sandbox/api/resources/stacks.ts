import { findStack, stacks } from "../../catalogue/stacks.ts";
import { list, ok, pathPart, type Route, withApp } from "../call.ts";
import { notFound } from "../errors.ts";
import { stackView } from "../views/stack.ts";

const all = () => list(stacks.map(stackView), { attributes: ["id", "name"] });

export const stackRoutes: readonly Route[] = [
  { method: "GET", pattern: "/stacks", handler: all },
  { method: "GET", pattern: "/apps/:app/available-stacks", handler: withApp(all) },
  {
    method: "GET",
    pattern: "/stacks/:stack",
    handler(call) {
      const stack = findStack(pathPart(call, "stack"));
      if (!stack) throw notFound("stack");
      return ok(stackView(stack));
    },
  },
];
