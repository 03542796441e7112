import { mkdtemp, writeFile } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { changeConfigVars } from "../actions/change-config-vars.ts";
import { createApp } from "../actions/create-app.ts";
import { scale } from "../actions/scale.ts";
import { randomHostWords } from "../catalogue/random-app-name.ts";
import type { Dyno, Parts } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";
import { type DemoApp, demoApps } from "./demo-apps.ts";
import { plantAddon } from "./plant-app.ts";

/** How long a dyno of the demo may take to come up or to crash, in ms. */
const patience = 20_000;

/** Makes the demo apps; those of an interrupted start are finished. */
export async function seedDemo(parts: Parts, signal: AbortSignal): Promise<void> {
  await Promise.all(demoApps.map((demo) => seed(parts, demo, signal)));
}

async function seed(parts: Parts, demo: DemoApp, signal: AbortSignal): Promise<void> {
  const { store } = parts;
  const app = store.apps.find(demo.name) ?? (await createApp(parts, { name: demo.name }));
  await changeConfigVars(parts, app, demo.configVars);
  const { collaborator } = demo;
  if (collaborator !== null && !store.collaborators.find(app.id, collaborator)) {
    store.collaborators.add(app.id, store.accounts.findOrInvite(collaborator));
  }
  addBelongings(parts, app, demo);
  if (!store.releases.current(app.id)?.slugId) await deploy(parts, app, demo);
  scaleAsWanted(parts, app, demo);
  await settled(parts, app, demo, signal);
  signal.throwIfAborted();
  if (demo.crashes) await visitTwice(parts, app);
  store.apps.update(app.id, { maintenance: demo.maintenance });
}

/** Before the first deploy, so that no dyno has to start again. */
function addBelongings({ store }: Parts, app: AppRecord, { addon, domain }: DemoApp): void {
  if (addon !== null && store.addons.list(app.id).length === 0) {
    store.transaction(() => plantAddon(store, app, { plan: addon, name: "postgresql-rounded-12345", as: "DATABASE" }));
  }
  if (domain !== null && store.domains.list(app.id).length === 0 && !store.domains.byHostname(domain)) {
    const cname = `${randomHostWords()}.herokudns.com`;
    store.domains.create({ appId: app.id, hostname: domain, cname, sniEndpoint: null });
  }
}

async function deploy(parts: Parts, app: AppRecord, demo: DemoApp): Promise<void> {
  const folder = await mkdtemp(path.join(parts.places.sources, "demo-"));
  for (const [name, text] of Object.entries(demo.files)) await writeFile(path.join(folder, name), text);
  const { done } = parts.builds.start({
    app,
    user: parts.store.accounts.self(),
    source: { kind: "folder", path: folder },
    version: null,
    versionDescription: "The demo",
  });
  const build = await done;
  if (build.status !== "succeeded")
    throw new Error(`The demo app ${app.name} could not be built. See its build output.`);
}

function scaleAsWanted(parts: Parts, app: AppRecord, { quantities }: DemoApp): void {
  const formation = parts.store.formation.list(app.id).filter(({ type }) => type in quantities);
  scale(
    parts,
    app,
    formation.map((entry) => ({ entry, quantity: quantities[entry.type] ?? entry.quantity, size: entry.size })),
  );
}

/** Resolves when every dyno has come up, or has crashed for good; after a while without either, too. */
function settled({ dynos }: Parts, app: AppRecord, { crashes }: DemoApp, signal: AbortSignal): Promise<void> {
  const isSettled = ({ state }: Dyno) => state === (crashes ? "crashed" : "up");
  return new Promise((resolve) => {
    const timer = setTimeout(finish, patience);
    const check = () => {
      const all = dynos.list(app.id);
      if (all.length > 0 && all.every(isSettled)) finish();
    };
    function finish() {
      clearTimeout(timer);
      dynos.events.off("change", check);
      signal.removeEventListener("abort", finish);
      resolve();
    }
    dynos.events.on("change", check);
    signal.addEventListener("abort", finish);
    check();
  });
}

/** Two visitors who see the error page, so that the log has an H10. */
async function visitTwice({ router }: Parts, app: AppRecord): Promise<void> {
  for (const visited of ["/", "/invoices/2026"])
    await visit(router.port, `${app.name}.localhost:${router.port}`, visited);
}

function visit(port: number, host: string, visited: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path: visited, headers: { host }, agent: false });
    asked.on("response", (response) => response.resume().on("end", resolve)).on("error", reject);
    asked.end();
  });
}
