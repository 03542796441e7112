const cedar: readonly Size[] = [
  ["eco", "512 MB, sleeps after 30 minutes without a request; a pool of 1,000 hours costs $5 a month"],
  ["basic", "512 MB, $7 a month"],
  ["standard-1x", "512 MB, $25 a month"],
  ["standard-2x", "1 GB, $50 a month"],
  ["performance-m", "2.5 GB, dedicated, $250 a month"],
  ["performance-l", "14 GB, dedicated, $500 a month"],
  ["performance-l-ram", "30 GB, dedicated, $500 a month"],
  ["performance-xl", "62 GB, dedicated, $750 a month"],
  ["performance-2xl", "126 GB, dedicated, $1,500 a month"],
];

const inSpaces: readonly Size[] = ["private", "shield"].flatMap((family) =>
  ["s", "m", "l", "l-ram", "xl", "2xl"].map((size): Size => [`${family}-${size}`, "in a Private Space"]),
);

/** Compute units, memory in GB, and USD a month. */
const fir: readonly Size[] = (
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
).map(
  ([units, memory, price]): Size => [
    `dyno-${units}c-${memory}gb`,
    `${memory} GB, Fir generation, $${price.toLocaleString("en-US")} a month`,
  ],
);

type Size = readonly [name: string, what: string];

/**
 * Sizes of dynos in lower case, with what they are; the platform accepts any case. Dev Center, dyno-types, and the sizes
 * that the CLI lists.
 */
export const dynoSizes: ReadonlyMap<string, string> = new Map([...cedar, ...inSpaces, ...fir]);

/** Sizes that were, and what stands in their place. */
export const retiredSizes: ReadonlyMap<string, string> = new Map([
  ["free", "eco"],
  ["hobby", "basic"],
  ["1x", "standard-1x"],
  ["2x", "standard-2x"],
  ["px", "performance-l"],
]);
