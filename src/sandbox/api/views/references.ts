import { findRegion } from "../../catalogue/regions.ts";
import { stableId } from "../../catalogue/stable-id.ts";
import { findStack } from "../../catalogue/stacks.ts";
import type { AppRecord } from "../../store/records.ts";

/** The small objects by which resources name each other. */
export const appReference = ({ id, name }: AppRecord) => ({ id, name });

export const userReference = (of: { readonly userId: string; readonly userEmail: string }) => ({
  id: of.userId,
  email: of.userEmail,
});

export const regionReference = (name: string) => ({ id: findRegion(name)?.id ?? stableId("region", name), name });

export const stackReference = (name: string) => ({ id: findStack(name)?.id ?? stableId("stack", name), name });

export const generationReference = { id: stableId("generation", "cedar"), name: "cedar" };

export const idOrNull = (id: string | null) => (id === null ? null : { id });

export const teamReference = ({ teamId, teamName }: AppRecord) =>
  teamId === null ? null : { id: teamId, name: teamName };
