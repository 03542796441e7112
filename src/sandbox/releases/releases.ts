import { ownedConfigVars } from "../addons/owned-config-vars.ts";
import { inTurn } from "../in-turn.ts";
import type { Dynos, Logplex, Outputs, Releases, Store } from "../parts.ts";
import type { ConfigVars, ReleaseRecord, SlugRecord } from "../store/records.ts";
import { newestSlugId } from "./newest-slug.ts";
import { prepareReleasePhase, type ReleasePhase } from "./release-phase.ts";
import { syncFormation } from "./sync-formation.ts";

type Rooms = { store: Store; dynos: Dynos; logplex: Logplex; outputs: Outputs };
type Request = Parameters<Releases["create"]>[0];
type Made = { release: ReleaseRecord; slug: SlugRecord | undefined; phase: ReleasePhase | undefined };

/** Releases of one app live one after another: one that has to wait for an earlier one's release phase is `pending`. */
export function createReleases(rooms: Rooms): Releases {
  const { store, dynos, logplex } = rooms;
  const turns = inTurn();
  // Their release phase died with the sandbox that was killed.
  store.releases.failPending();

  const create = async (request: Request): Promise<ReleaseRecord> => {
    const made = store.transaction(() => make(request));
    announce(logplex, made.release);
    const atOnce = made.release.status === "succeeded";
    if (atOnce) dynos.reconcile(request.appId);
    request.onCreated?.(made.release);
    return atOnce ? made.release : await turns.take(request.appId, () => live(made));
  };

  /** Writes the release; unless something has to come before it, it is live at once. */
  const make = (request: Request): Made => {
    const { appId, description, user } = request;
    const configVars = request.configVars ?? store.configVars.get(appId);
    if (request.configVars) store.configVars.set(appId, request.configVars);
    const slugId = request.slugId ?? newestSlugId(store, appId);
    const slug = slugId === null ? undefined : store.slugs.find(slugId);
    const phase = prepareReleasePhase(rooms, slug, request.output);
    const outputId = phase?.outputId ?? null;
    const release = store.releases.create({
      appId,
      description,
      user,
      slugId,
      configVars,
      outputId,
      status: "pending",
    });
    const waits = phase !== undefined || turns.taken(appId);
    return { slug, phase, release: waits ? release : goLive(release, slug) };
  };

  const live = async ({ release, slug, phase }: Made): Promise<ReleaseRecord> => {
    const passed = (await phase?.run(release)) ?? true;
    const settled = store.transaction(() => settle(release, slug, passed));
    phase?.end();
    if (settled.status === "succeeded") dynos.reconcile(release.appId);
    return settled;
  };

  const settle = (release: ReleaseRecord, slug: SlugRecord | undefined, passed: boolean): ReleaseRecord => {
    if (!store.releases.find(release.appId, release.id)) return { ...release, status: "failed" };
    return passed ? goLive(release, slug) : store.releases.finish(release.id, "failed");
  };

  const goLive = (release: ReleaseRecord, slug: SlugRecord | undefined): ReleaseRecord => {
    if (slug) {
      syncFormation(store, release.appId, slug.processTypes);
      store.apps.update(release.appId, { slugSize: slug.size });
    }
    return store.releases.finish(release.id, "succeeded");
  };

  return {
    create,
    settled: (appId) => turns.take(appId, async () => {}),
    rollback: (appId, to, user, onCreated) =>
      create({
        appId,
        onCreated,
        description: `Rollback to v${to.version}`,
        user,
        slugId: to.slugId ?? undefined,
        configVars: withTodaysAddons(store, appId, to.configVars),
      }),
  };
}

/** A rollback is of code and config vars, not of add-ons: theirs stay as they are. */
function withTodaysAddons(store: Store, appId: string, configVars: ConfigVars): ConfigVars {
  const today = store.configVars.get(appId);
  const owned = [...ownedConfigVars(store, appId).keys()].filter((name) => Object.hasOwn(today, name));
  return { ...configVars, ...Object.fromEntries(owned.map((name) => [name, today[name] ?? ""])) };
}

function announce(logplex: Logplex, { appId, version, description, userEmail }: ReleaseRecord): void {
  const messages = [`${description} by user ${userEmail}`, `Release v${version} created by user ${userEmail}`];
  for (const message of messages) logplex.append(appId, { source: "app", process: "api", message });
}
