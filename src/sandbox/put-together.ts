import { createAddons } from "./addons/addons.ts";
import type { Background } from "./api/background.ts";
import { createSignIn } from "./api/second-factor.ts";
import { createBuilds } from "./builds/builds.ts";
import type { Closing } from "./closing.ts";
import { createDynos } from "./dynos/dynos.ts";
import { createRepositories } from "./git/repositories.ts";
import { createLogplex } from "./logplex/logplex.ts";
import { createOutputs } from "./outputs/outputs.ts";
import type { Parts, Places, Settings, World } from "./parts.ts";
import { firstFree } from "./ports.ts";
import { createReleases } from "./releases/releases.ts";
import { createRouter } from "./router/router.ts";
import { openStore } from "./store/store.ts";

/** The rooms of the sandbox, each with those it needs; `closing` learns how to end them. */
export async function putTogether(options: {
  world: World;
  settings: Settings;
  places: Places;
  apiUrl: string;
  routerPorts: readonly number[];
  closing: Closing;
  /** What has to be over before the store closes. */
  background: Background;
}): Promise<Parts> {
  const { world, settings, places, apiUrl, closing } = options;
  const store = openStore(places.database, world);
  closing.add(() => store.close());
  const stopping = new AbortController();
  const logplex = createLogplex({ settings, places, world });
  closing.add(() => logplex.close());
  closing.add(() => options.background.settled());
  const outputs = createOutputs({ places, world });
  const dynos = createDynos({ world, settings, places, store, logplex });
  closing.add(() => dynos.close());
  const releases = createReleases({ store, dynos, logplex, outputs });
  const addons = createAddons({ store, releases, logplex, settings, inBackground: options.background.add });
  closing.add(addons.close);
  const router = await firstFree(options.routerPorts, (port) =>
    createRouter({ port, settings, places, store, dynos, logplex, world }),
  );
  closing.add(() => router.close());
  const builds = createBuilds({
    ...{ world, settings, places, store, logplex, releases, outputs },
    appUrl: ({ name }) => `http://${name}.localhost:${router.port}/`,
    apiUrl: () => apiUrl,
  });
  const repositories = createRepositories({ places, store, builds, outputs });
  closing.add(() => repositories.close());
  // Before the repositories: a pusher is still told that the build was canceled.
  closing.add(() => builds.close());
  closing.add(() => stopping.abort());
  const signIn = createSignIn({ settings, world });
  return {
    signIn,
    world,
    settings,
    places,
    store,
    logplex,
    outputs,
    dynos,
    releases,
    addons,
    builds,
    repositories,
    router,
    apiUrl,
    stopping: stopping.signal,
  };
}
