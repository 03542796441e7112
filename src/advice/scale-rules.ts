import { findSize, type SizeTable, sizeTable, type Tier } from "./dyno-sizes.ts";
import type { Entry } from "./scale-words.ts";

/** Why the platform would not run a formation. */
export interface ScaleProblem {
  readonly code:
    | "eco-limit"
    | "mixed-tiers"
    | "needs-space"
    | "one-per-type"
    | "performance-limit"
    | "release-process"
    | "too-many";
  /** The process type that it is about; undefined for the whole app. */
  readonly type: string | undefined;
  readonly text: string;
  /** Heroku's support raises this limit for those who ask. */
  readonly mayBeRaised: boolean;
}

/** Dynos of all process types of an app together (Dev Center, limits). */
export const mostDynos = 100;

/** Eco dynos that run in an app. */
const mostEcoDynos = 2;

/** Performance dynos per process type, unless support raises it (Dev Center, limits). */
const mostPerformanceDynos = 10;

/**
 * The rules of Dev Center's *dyno-tiers*: an app's dynos are all of one tier (Standard and Performance are one), Eco
 * and Basic run one dyno per process type, Private and Shield sizes exist only in spaces.
 */
export function scaleProblems(
  formation: readonly Entry[],
  { sizes = sizeTable, isInSpace = false }: { sizes?: SizeTable; isInSpace?: boolean } = {},
): readonly ScaleProblem[] {
  const tier = tierOf(sizes);
  const running = formation.filter(({ quantity }) => quantity > 0);
  return [
    ...mixed(running, tier),
    ...running.flatMap((entry) => problemsOfType(entry, tier(entry.size), isInSpace)),
    ...tooManyEco(running, tier),
    ...tooMany(running),
  ];
}

/**
 * The formation with another size for one process type. The others come along where the platform would refuse the
 * mixture, as they do with the official CLI.
 */
export function withSize(
  formation: readonly Entry[],
  type: string,
  size: string,
  sizes: SizeTable = sizeTable,
): readonly Entry[] {
  const tier = tierOf(sizes);
  const follows = (entry: Entry): boolean => entry.type === type || tier(entry.size) !== tier(size);
  return formation.map((entry) => (follows(entry) ? { ...entry, size } : entry));
}

function tierOf(sizes: SizeTable): (size: string) => Tier | undefined {
  return (size) => findSize(size, sizes)?.tier;
}

function mixed(formation: readonly Entry[], tier: (size: string) => Tier | undefined): ScaleProblem[] {
  const [first, ...others] = formation.filter(({ size }) => tier(size) !== undefined);
  const other = others.find(({ size }) => first && tier(size) !== tier(first.size));
  if (!first || !other) return [];
  const text = `${first.size} and ${other.size} dynos cannot be in one app: ${first.type} is ${first.size}, ${other.type} is ${other.size}.`;
  return [{ code: "mixed-tiers", type: undefined, text, mayBeRaised: false }];
}

function problemsOfType(entry: Entry, tier: Tier | undefined, isInSpace: boolean): ScaleProblem[] {
  const { type, quantity, size } = entry;
  const found: ScaleProblem[] = [];
  const add = (code: ScaleProblem["code"], text: string, mayBeRaised = false): void => {
    found.push({ code, type, text, mayBeRaised });
  };
  if (type === "release") add("release-process", "The release process runs by itself, once for each release.");
  if ((tier === "eco" || tier === "basic") && quantity > 1)
    add("one-per-type", `${size} runs one dyno per process type; ${type} would have ${quantity}.`);
  if ((tier === "private" || tier === "shield") && !isInSpace)
    add("needs-space", `${size} dynos exist only in a Private Space.`);
  if (/^performance-/i.test(size) && quantity > mostPerformanceDynos)
    add("performance-limit", `Heroku's limit is ${mostPerformanceDynos} Performance dynos per process type.`, true);
  return found;
}

function tooManyEco(running: readonly Entry[], tier: (size: string) => Tier | undefined): ScaleProblem[] {
  const total = sum(running.filter(({ size }) => tier(size) === "eco"));
  if (total <= mostEcoDynos) return [];
  const text = `An app runs at most ${mostEcoDynos} Eco dynos; these are ${total}.`;
  return [{ code: "eco-limit", type: undefined, text, mayBeRaised: false }];
}

function tooMany(formation: readonly Entry[]): ScaleProblem[] {
  const total = sum(formation);
  if (total <= mostDynos) return [];
  const text = `An app has at most ${mostDynos} dynos; these are ${total}.`;
  return [{ code: "too-many", type: undefined, text, mayBeRaised: true }];
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, { quantity }) => total + quantity, 0);
}
