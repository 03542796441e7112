import path from "node:path";
import { type DuplicateTarget, parseDuplicate } from "../../traffic/copies/duplicate-target.ts";
import { type RouterOrder, routerOrders } from "../../traffic/router/chooser.ts";
import type { TrafficValues } from "./router-options.ts";

/** What a router does beside passing requests on. */
export interface TrafficSettings {
  readonly order: RouterOrder;
  /** Absolute. */
  readonly record: string | undefined;
  readonly duplicate: readonly DuplicateTarget[];
}

/** Throws a sentence that names the mistake. */
export function readTrafficSettings(values: TrafficValues): TrafficSettings {
  const { record, duplicate = [] } = values;
  if (record === "") throw new Error("--record needs a file.");
  return {
    order: readOrder(values["router-order"] ?? "random"),
    record: typeof record === "string" ? path.resolve(record) : undefined,
    duplicate: (Array.isArray(duplicate) ? duplicate : []).map(readDuplicate),
  };
}

function readOrder(text: unknown): RouterOrder {
  const order = routerOrders.find((one) => one === text);
  if (order === undefined) throw new Error(`--router-order takes ${routerOrders.join(" or ")}, not ${text}.`);
  return order;
}

function readDuplicate(text: string): DuplicateTarget {
  const reading = parseDuplicate(text);
  if (reading.kind === "invalid") throw new Error(`--duplicate: ${reading.message}`);
  return reading.target.target;
}
