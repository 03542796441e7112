import type { Store } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";

/** Which app a request is for. Asked per request, so what the store said is kept until an app changes. */
export interface AppAddresses {
  byHost(host: string): AppRecord | undefined;
  byId(id: string): AppRecord | undefined;
}

const suffix = ".localhost";
const keptLimit = 1000;

export function createAppAddresses(store: Store): AppAddresses {
  const kept = new Map<string, AppRecord | undefined>();
  const countWrites = () => store.apps.writes() + store.domains.writes();
  let writes = countWrites();

  function look(key: string, find: () => AppRecord | undefined): AppRecord | undefined {
    if (countWrites() !== writes || kept.size > keptLimit) {
      kept.clear();
      writes = countWrites();
    }
    if (kept.has(key)) return kept.get(key);
    const found = find();
    kept.set(key, found);
    return found;
  }

  return {
    byHost: (host) => look(host, () => findByName(store, appName(host)) ?? findByDomain(store, hostname(host))),
    byId: (id) => look(`id ${id}`, () => store.apps.find(id)),
  };
}

/** The app's name in `NAME.localhost[:port]`; empty for any other host. */
export function appName(host: string): string {
  const name = hostname(host);
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : "";
}

function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}

/** By a custom domain, which may stand for all names of one level below another: `*.example.com`. */
function findByDomain({ domains, apps }: Store, name: string): AppRecord | undefined {
  const domain = domains.byHostname(name) ?? domains.byHostname(name.replace(/^[^.]+/, "*"));
  return domain && apps.find(domain.appId);
}

/** The store finds ids too, but a host names an app by its name alone. */
function findByName(store: Store, name: string): AppRecord | undefined {
  const app = name === "" ? undefined : store.apps.find(name);
  return app?.name === name ? app : undefined;
}
