import { showError } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { inView } from "./in-view.ts";

/**
 * Does the same to several things, one after the other: what one refuses is said and does not keep the others from it.
 * Resolves with those that it was done to, when the tree has been told.
 */
export async function forEach<T extends AppTarget>(
  services: Services,
  all: readonly T[],
  how: {
    readonly words: (one: T) => string;
    readonly failure: (words: string) => string;
    readonly act: (one: T) => Promise<unknown>;
  },
): Promise<readonly T[]> {
  const done: T[] = [];
  for (const one of all) {
    try {
      await inView(how.failure(how.words(one)), () => how.act(one));
      done.push(one);
    } catch (error) {
      showError(services, error);
    }
  }
  const apps = new Map(all.map(({ app }) => [app.id, app]));
  await Promise.all([...apps.values()].map((app) => services.apps.refresh(app)));
  return done;
}
