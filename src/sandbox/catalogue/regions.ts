import { stableId } from "./stable-id.ts";

export interface Region {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly locale: string;
  readonly description: string;
  readonly providerRegion: string;
}

export const defaultRegionName = "us";

/** The two regions of the Common Runtime. */
export const regions: readonly Region[] = [
  {
    id: stableId("region", "eu"),
    name: "eu",
    country: "Ireland",
    locale: "Dublin",
    description: "Europe",
    providerRegion: "eu-west-1",
  },
  {
    id: stableId("region", "us"),
    name: "us",
    country: "United States",
    locale: "Virginia",
    description: "United States",
    providerRegion: "us-east-1",
  },
];

export function findRegion(idOrName: string): Region | undefined {
  return regions.find(({ id, name }) => id === idOrName || name === idOrName);
}
