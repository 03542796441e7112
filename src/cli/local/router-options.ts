/** What a router is told on the command line, as it stands there; `readTrafficSettings` reads it. */
export interface RouterSettings {
  readonly port: number | undefined;
  readonly values: TrafficValues;
}

export type TrafficValues = {
  readonly [name in keyof typeof trafficOptions]?: string | boolean | readonly string[] | undefined;
};

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

export const routerOptions = {
  router: { type: "boolean" },
  "router-port": { type: "string" },
  ...trafficOptions,
} as const;

export const routerUsage = `  --router             a router as Heroku's before the web processes, at the port
                       of web.1; these come after it
  --router-port N      the router's port; the processes keep theirs
${trafficUsage}`;

/** Undefined when nobody asks for a router. Throws a sentence that names the mistake. */
export function readRouterSettings(
  values: TrafficValues & { readonly router?: unknown; readonly "router-port"?: unknown },
): RouterSettings | undefined {
  const port = values["router-port"];
  const asked = [values.router, port, values["router-order"], values.record, values.duplicate];
  if (asked.every((value) => value === undefined)) return undefined;
  if (port === undefined) return { port: undefined, values };
  const number = /^\d{1,5}$/.test(String(port)) ? Number(port) : Number.NaN;
  if (!(number >= 1 && number <= 65_535)) throw new Error(`--router-port takes a port from 1 to 65535, not ${port}.`);
  return { port: number, values };
}
