import { stableId } from "./stable-id.ts";

export interface AddonService {
  readonly id: string;
  /** `heroku-postgresql` */
  readonly name: string;
  readonly humanName: string;
  readonly cliPlugin: string | null;
  /** Begins the names of its add-ons: `postgresql-curved-12345`. */
  readonly alias: string;
  /** The name of an app's first attachment. */
  readonly attachment: string;
  /** Begins the names of further attachments, before a colour: `HEROKU_POSTGRESQL_COBALT`. */
  readonly furtherAttachments: string;
  /** Whether an app may have several. */
  readonly isMultiple: boolean;
  /** Whether other apps may attach it. */
  readonly isShared: boolean;
  /** What the provider says when one is made; null for one that is there at once. */
  readonly provisionMessage: string | null;
  readonly plans: readonly Plan[];
}

export interface Plan {
  readonly id: string;
  /** `heroku-postgresql:essential-0` */
  readonly name: string;
  readonly service: string;
  readonly humanName: string;
  /** US cents a month. */
  readonly cents: number;
  readonly isDefault: boolean;
}

/**
 * Plans and prices as far as they are known in November 2026: Postgres Essential by name and price, the others as they
 * were last seen on elements.heroku.com. The mail service is the sandbox's own.
 */
export const addonServices: readonly AddonService[] = [
  service("heroku-postgresql", "Heroku Postgres", {
    ...{ alias: "postgresql", attachment: "DATABASE", isMultiple: true, isShared: true },
    provisionMessage: "Database should be available soon",
    prices: [
      ["essential-0", 5],
      ["essential-1", 9],
      ["essential-2", 20],
      ["standard-0", 50],
      ["standard-2", 200],
      ["standard-3", 400],
      ["standard-4", 750],
      ["premium-0", 200],
      ["premium-2", 350],
      ["premium-3", 750],
      ["premium-4", 1200],
    ],
  }),
  service("heroku-redis", "Heroku Key-Value Store", {
    ...{ alias: "redis", attachment: "REDIS", isMultiple: true, isShared: true },
    provisionMessage: "Your add-on should be available in a few minutes.",
    prices: [
      ["mini", 3],
      ["premium-0", 15],
      ["premium-1", 30],
      ["premium-2", 60],
      ["premium-3", 120],
    ],
  }),
  service("scheduler", "Heroku Scheduler", {
    ...{ alias: "scheduler", attachment: "SCHEDULER", isMultiple: false, isShared: false, provisionMessage: null },
    prices: [["standard", 0]],
  }),
  service("sandbox-mail", "Sandbox Mail", {
    ...{ alias: "sandbox-mail", attachment: "MAIL", isMultiple: true, isShared: true, provisionMessage: null },
    prices: [
      ["starter", 0],
      ["team", 15],
      ["company", 80],
    ],
  }),
];

export function findService(idOrName: string): AddonService | undefined {
  return addonServices.find(({ id, name }) => id === idOrName || name === idOrName);
}

/** By id or full name; a service's name alone is its default plan. */
export function findPlan(idOrName: string): Plan | undefined {
  const plans = addonServices.flatMap((found) => found.plans);
  return (
    plans.find(({ id, name }) => id === idOrName || name === idOrName) ??
    findService(idOrName)?.plans.find(({ isDefault }) => isDefault)
  );
}

/** Of a plan that is in the catalogue. */
export function serviceOf(planName: string): AddonService {
  const found = findService(planName.split(":")[0] ?? "");
  if (!found) throw new Error(`There is no add-on service for the plan ${planName}.`);
  return found;
}

interface ServiceFacts extends Pick<AddonService, "alias" | "attachment" | "isMultiple" | "isShared"> {
  readonly provisionMessage: string | null;
  readonly prices: readonly (readonly [plan: string, dollars: number])[];
}

/** The first plan is the default one. */
function service(name: string, humanName: string, { prices, ...facts }: ServiceFacts): AddonService {
  return {
    ...facts,
    id: stableId("addon-service", name),
    name,
    humanName,
    cliPlugin: null,
    furtherAttachments: name.toUpperCase().replaceAll("-", "_"),
    plans: prices.map(([plan, dollars], index) => ({
      id: stableId("plan", name, plan),
      name: `${name}:${plan}`,
      service: name,
      humanName: plan.replace(
        /(^|-)([a-z])/g,
        (_, dash: string, letter: string) => (dash && " ") + letter.toUpperCase(),
      ),
      cents: dollars * 100,
      isDefault: index === 0,
    })),
  };
}
