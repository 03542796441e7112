import { sizesOfPlatform } from "../../advice/dyno-sizes.ts";
import { isPlatformError } from "../../heroku/errors.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import { listDynoSizes, listSizesFor } from "../../heroku/resources/platform.ts";
import type { DynoSize } from "../../heroku/resources/types.ts";
import type { AppTarget } from "../services.ts";
import { webFirst } from "../tree/web-first.ts";
import type { ScaleDraft } from "./scale-draft.ts";

/** The formation as the platform has it now, `web` first, and the sizes that the app may have. */
export async function loadScaleDraft(target: AppTarget): Promise<ScaleDraft> {
  const { app, session } = target;
  const [formation, listed] = await Promise.all([listFormation(session.client, app.id), sizesFor(target)]);
  const before = formation
    .map(({ type, quantity, size }) => ({ type, quantity, size }))
    .sort((a, b) => webFirst(a.type, b.type));
  const isInSpace = listed.some((size) => size.private_space_only);
  return { before, after: before, sizes: sizesOfPlatform(listed), isInSpace, isSandbox: session.isSandbox };
}

/** Not every host knows which sizes an app may have; then all that need no space. */
async function sizesFor({ app, session: { client } }: AppTarget): Promise<readonly DynoSize[]> {
  try {
    return await listSizesFor(client, app.id);
  } catch (error) {
    if (!isPlatformError(error, "not_found")) throw error;
    return (await listDynoSizes(client)).filter((size) => !size.private_space_only);
  }
}
