import { type Dynos, monthlyPrice } from "./dyno-prices.ts";
import { findSize, type SizeTable, sizeTable } from "./dyno-sizes.ts";

/** An add-on as narrow as its price needs it. */
export interface PricedAddon {
  readonly name: string;
  readonly billed_price?: { readonly cents: number; readonly unit: string; readonly contract: boolean } | null;
}

export interface AppPrice {
  /** USD a month for the dynos whose price is public; Eco dynos are 0, see `usesEcoPool`. */
  readonly dynos: number;
  /** USD a month for the add-ons whose price the platform says. */
  readonly addons: number;
  /** Of what is known: `at least`, where `unknown` is not empty. */
  readonly total: number;
  /** Sizes and add-ons without a public price, each once. */
  readonly unknown: readonly string[];
  /** Some dynos are Eco: $5 a month for all of the account's together. */
  readonly usesEcoPool: boolean;
}

/** What an app costs in a month, if its dynos run all of it. */
export function appPrice(app: {
  readonly formation: readonly Dynos[];
  readonly addons: readonly PricedAddon[];
  readonly sizes?: SizeTable | undefined;
}): AppPrice {
  const { sizes = sizeTable } = app;
  const running = app.formation.filter(({ quantity }) => quantity > 0);
  const isEco = ({ size }: Dynos): boolean => findSize(size, sizes)?.tier === "eco";
  const priced = running.filter((entry) => !isEco(entry));
  const dynos = sum(priced.map(({ size, quantity }) => monthlyPrice(size, quantity, sizes) ?? 0));
  const addons = sum(app.addons.map((addon) => addonPrice(addon) ?? 0));
  const unknown = [
    ...priced.filter(({ size }) => monthlyPrice(size, 1, sizes) === undefined).map(({ size }) => size),
    ...app.addons.filter((addon) => addonPrice(addon) === undefined).map(({ name }) => name),
  ];
  return { dynos, addons, total: dynos + addons, unknown: [...new Set(unknown)], usesEcoPool: running.some(isEco) };
}

/** USD a month; undefined where the platform does not say or a contract does. */
export function addonPrice({ billed_price }: PricedAddon): number | undefined {
  if (!billed_price || billed_price.contract || billed_price.unit !== "month") return undefined;
  return billed_price.cents / 100;
}

function sum(prices: readonly number[]): number {
  return prices.reduce((total, price) => total + price, 0);
}
