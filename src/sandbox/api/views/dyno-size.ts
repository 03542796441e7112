import type { DynoSize } from "../../catalogue/dyno-sizes.ts";
import { generationReference } from "./references.ts";

const centsOfOneUnit = 2500;

export const dynoSizeView = (size: DynoSize) => ({
  architecture: "amd64",
  can_autoscale: size.dedicated,
  compute: size.compute,
  cost: { cents: size.cents, unit: "month" },
  dedicated: size.dedicated,
  generation: generationReference,
  id: size.id,
  infrastructure_tier: "production",
  memory: size.memory,
  name: size.name,
  precise_dyno_units: size.tier === "eco" ? 0.28 : size.cents / centsOfOneUnit,
  private_space_only: false,
  product_dyno_tier: size.tier,
});
