/**
 * USD per dyno and month, by size in lower case (Dev Center, dyno-sizes; Fir sizes as the CLI prints them).
 * Eco is a flat pool for the whole account, and private spaces have contract prices: not here.
 */
const monthly: Readonly<Record<string, number>> = {
  basic: 7,
  "standard-1x": 25,
  "standard-2x": 50,
  "performance-m": 250,
  "performance-l": 500,
  "performance-l-ram": 500,
  "performance-xl": 750,
  "performance-2xl": 1500,
  "dyno-1c-0.5gb": 25,
  "dyno-2c-1gb": 50,
  "dyno-1c-4gb": 80,
  "dyno-1c-8gb": 100,
  "dyno-2c-4gb": 150,
  "dyno-2c-8gb": 160,
  "dyno-2c-16gb": 250,
  "dyno-4c-8gb": 300,
  "dyno-4c-16gb": 320,
  "dyno-4c-32gb": 500,
  "dyno-8c-16gb": 600,
  "dyno-8c-32gb": 640,
  "dyno-8c-64gb": 750,
  "dyno-16c-32gb": 1200,
  "dyno-16c-64gb": 1000,
  "dyno-16c-128gb": 1500,
  "dyno-32c-64gb": 2400,
};

/** USD a month for `quantity` dynos of a size, if every one runs the whole month; undefined where the price is not public. */
export function monthlyPrice(size: string, quantity: number): number | undefined {
  const each = monthly[size.toLowerCase()];
  return each === undefined ? undefined : each * quantity;
}

/** USD a month for a whole formation; undefined as soon as one running size has no public price. */
export function formationPrice(formation: readonly { size: string; quantity: number }[]): number | undefined {
  let total = 0;
  for (const { size, quantity } of formation) {
    if (quantity === 0) continue;
    const price = monthlyPrice(size, quantity);
    if (price === undefined) return undefined;
    total += price;
  }
  return total;
}
