import path from "node:path";
import { type DuplicateTarget, parseDuplicate } from "../../traffic/copies/duplicate-target.ts";
import { type RouterOrder, routerOrders } from "../../traffic/router/chooser.ts";

/** What a router does beside passing requests on. */
export interface TrafficSettings {
  readonly order: RouterOrder;
  /** Absolute. */
  readonly record: string | undefined;
  readonly duplicate: readonly DuplicateTarget[];
}

export const trafficOptions = {
  "router-order": { type: "string" },
  record: { type: "string" },
  duplicate: { type: "string", multiple: true },
} as const;

export const trafficUsage = `  --router-order ORDER random (as at Heroku) or round-robin (default: random)
  --record FILE        record the requests into a new file, without secrets
  --duplicate URL[,percent=N][,path=REGEXP][,header=NAME:REGEXP]
                       send copies of the requests there and throw the answers
                       away; may be given again
`;

type Values = { readonly [name in keyof typeof trafficOptions]?: string | boolean | readonly string[] | undefined };

/** Throws a sentence that names the mistake. */
export function readTrafficSettings(values: Values): TrafficSettings {
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
