/** A size of dynos as people choose it. */
export interface SizeFacts {
  /** As the platform spells it: `Standard-1X`. */
  readonly name: string;
  /** Gigabytes. */
  readonly memory: number;
  /** Share of a CPU: `1×`, `100 %`; empty where nobody says. */
  readonly share: string;
  /** USD per dyno and month; undefined where the price is not public, and for Eco, which is one pool per account. */
  readonly price: number | undefined;
  /** The price is from our table, as of `pricesAsOf`, and not from the platform. */
  readonly isDated: boolean;
  /** Dynos of one app are all of one tier. */
  readonly tier: Tier;
}

export type Tier = "basic" | "eco" | "fir" | "private" | "production" | "shield";

/** Sizes by their names in lower case: the platform takes any case. */
export type SizeTable = ReadonlyMap<string, SizeFacts>;

/** When the prices were last compared with Dev Center's *dyno-sizes* and the table of the official CLI (`ps:type`). */
export const pricesAsOf = "2026-10-05";

/** USD a month for all Eco dynos of an account together, up to 1,000 hours (Dev Center, eco-dyno-hours). */
export const ecoPoolPrice = 5;

const common: readonly SizeFacts[] = [
  { name: "Eco", memory: 0.5, share: "1×", price: undefined, isDated: false, tier: "eco" },
  { name: "Basic", memory: 0.5, share: "1×", price: 7, isDated: true, tier: "basic" },
  production("Standard-1X", 0.5, "1×", 25),
  production("Standard-2X", 1, "2×", 50),
  production("Performance-M", 2.5, "100 %", 250),
  production("Performance-L", 14, "100 %", 500),
  production("Performance-L-RAM", 30, "100 %", 500),
  production("Performance-XL", 62, "100 %", 750),
  production("Performance-2XL", 126, "100 %", 1500),
];

/** Contracts fix these prices; published lists disagree. */
const inSpaces: readonly SizeFacts[] = (["Private", "Shield"] as const).flatMap((family) =>
  Object.entries({ S: 1, M: 2.5, L: 14, "L-RAM": 30, XL: 62, "2XL": 126 }).map(([suffix, memory]) => ({
    name: `${family}-${suffix}`,
    memory,
    share: "100 %",
    price: undefined,
    isDated: false,
    tier: family === "Private" ? "private" : "shield",
  })),
);

/** Of the Fir generation: units of CPU, gigabytes, USD a month. */
const fir: readonly SizeFacts[] = (
  [
    [1, 0.5, 25],
    [2, 1, 50],
    [1, 4, 80],
    [1, 8, 100],
    [2, 4, 150],
    [2, 8, 160],
    [2, 16, 250],
    [4, 8, 300],
    [4, 16, 320],
    [4, 32, 500],
    [8, 16, 600],
    [8, 32, 640],
    [8, 64, 750],
    [16, 32, 1200],
    [16, 64, 1000],
    [16, 128, 1500],
    [32, 64, 2400],
  ] as const
).map(([units, memory, price]) => ({
  name: `dyno-${units}c-${memory}gb`,
  memory,
  share: `${units} vCPU`,
  price,
  isDated: true,
  tier: "fir",
}));

/** Memory and CPU: Dev Center, *dyno-types* (2024-06-04); prices as of `pricesAsOf`. */
export const sizeTable: SizeTable = tableOf([...common, ...inSpaces, ...fir]);

/** A size that `GET /dyno-sizes` lists, as narrow as it is read here. */
export interface PlatformSize {
  readonly name: string;
  readonly memory: number;
  readonly cost: { readonly cents: number; readonly unit: string } | null;
  readonly private_space_only?: boolean | undefined;
}

/** What the platform lists, in the order of our table, with its own prices; what it leaves out comes from the table. */
export function sizesOfPlatform(listed: readonly PlatformSize[]): SizeTable {
  const order = [...sizeTable.keys()];
  const rank = ({ name }: PlatformSize): number => order.indexOf(name.toLowerCase()) + 1 || order.length + 1;
  return tableOf([...listed].sort((a, b) => rank(a) - rank(b) || a.memory - b.memory).map(factsOf));
}

/** What is known of a size, whatever its case. */
export function findSize(name: string, sizes: SizeTable = sizeTable): SizeFacts | undefined {
  return sizes.get(name.toLowerCase()) ?? sizeTable.get(name.toLowerCase());
}

/** `512 MB`, `2.5 GB` */
export function memoryWords(gigabytes: number): string {
  return gigabytes < 1 ? `${Math.round(gigabytes * 1024)} MB` : `${gigabytes} GB`;
}

/** `1 GB · 2× CPU share`; what a size is, without its price. */
export function sizeWords({ memory, share, tier }: SizeFacts): string {
  const cpu = share === "" ? [] : [tier === "fir" ? share : `${share} CPU share`];
  return [memoryWords(memory), ...cpu, ...(tier === "eco" ? ["sleeps after 30 minutes"] : [])].join(" · ");
}

function factsOf(size: PlatformSize): SizeFacts {
  const known = sizeTable.get(size.name.toLowerCase());
  const tier = known?.tier ?? (size.private_space_only ? "private" : "production");
  const said =
    size.cost !== null && size.cost.unit === "month" && size.cost.cents > 0 ? size.cost.cents / 100 : undefined;
  const price = tier === "eco" ? undefined : (said ?? known?.price);
  return {
    name: size.name,
    memory: size.memory,
    share: known?.share ?? "",
    price,
    isDated: price !== undefined && said === undefined,
    tier,
  };
}

function tableOf(all: readonly SizeFacts[]): SizeTable {
  return new Map(all.map((size) => [size.name.toLowerCase(), size]));
}

function production(name: string, memory: number, share: string, price: number): SizeFacts {
  return { name, memory, share, price, isDated: true, tier: "production" };
}
