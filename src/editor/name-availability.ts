import type { HerokuClient } from "../heroku/client.ts";
import { isPlatformError } from "../heroku/errors.ts";
import { getApp } from "../heroku/resources/apps.ts";

/** Whether an app has this name already; undefined when that cannot be known now. */
export async function isNameTaken(
  client: HerokuClient,
  name: string,
  signal?: AbortSignal,
): Promise<boolean | undefined> {
  try {
    await getApp(client, name, { signal, timeout: 5000 });
    return true;
  } catch (error) {
    if (isPlatformError(error) && error.status === 404) return false;
    // Somebody else's app is one that may not be looked at.
    return isPlatformError(error, "forbidden") ? true : undefined;
  }
}
