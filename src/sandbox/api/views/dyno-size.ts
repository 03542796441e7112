import type { DynoSize } from "../../catalogue/dyno-sizes.ts";
import type { Call } from "../call.ts";
import { generationReference } from "./references.ts";

const centsOfOneUnit = 2500;

export const dynoSizeView = ({ isSdk }: Pick<Call, "isSdk">, size: DynoSize) => ({
  architecture: "amd64",
  compute: size.compute,
  cost: { cents: size.cents, unit: "month" },
  dedicated: size.dedicated,
  generation: generationReference,
  id: size.id,
  memory: size.memory,
  name: size.name,
  precise_dyno_units: size.tier === "eco" ? 0.28 : size.cents / centsOfOneUnit,
  private_space_only: false,
  ...(isSdk ? { can_autoscale: size.dedicated, infrastructure_tier: "production", product_dyno_tier: size.tier } : {}),
});
