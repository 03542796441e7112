import type { DynoSize } from "../../catalogue/dyno-sizes.ts";
import { stableId } from "../../catalogue/stable-id.ts";
import type { Call } from "../call.ts";
import { generationReference } from "./references.ts";

const centsOfOneUnit = 2500;
const fir = { id: stableId("generation", "fir"), name: "fir" };

export const dynoSizeView = ({ isSdk }: Pick<Call, "isSdk">, size: DynoSize) => ({
  architecture: "amd64",
  compute: size.compute,
  cost: size.cents === null ? null : { cents: size.cents, unit: "month" },
  dedicated: size.dedicated,
  generation: size.tier === "fir" ? fir : generationReference,
  id: size.id,
  memory: size.memory,
  name: size.name,
  precise_dyno_units: unitsOf(size),
  private_space_only: isForSpaces(size),
  ...(isSdk ? { can_autoscale: size.dedicated, infrastructure_tier: "production", product_dyno_tier: size.tier } : {}),
});

function unitsOf({ tier, cents, compute }: DynoSize): number {
  if (tier === "eco") return 0.28;
  return cents === null ? compute : cents / centsOfOneUnit;
}

function isForSpaces({ tier }: DynoSize): boolean {
  return tier === "private" || tier === "shield" || tier === "fir";
}
