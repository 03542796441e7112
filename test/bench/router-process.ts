import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogplex } from "../../src/sandbox/logplex/logplex.ts";
import type { Dyno, Dynos, Places, World } from "../../src/sandbox/parts.ts";
import { createRouter } from "../../src/sandbox/router/router.ts";
import { platformSettings as settings } from "../../src/sandbox/settings.ts";
import { openStore } from "../../src/sandbox/store/store.ts";

/** `router-process.ts DYNO_PORT`: the router with the sandbox's own store and Logplex, in front of one dyno. Prints its port. */
const world: World = { now: () => new Date(), uuid: randomUUID };
const root = mkdtempSync(join(tmpdir(), "router-bench-"));
const places = { root, logs: join(root, "logs") } as Places;
const store = openStore(join(root, "sandbox.sqlite"), world);
const app = store.apps.create({ name: "bench", regionName: "us", stackName: "heroku-26" });
const web = { id: randomUUID(), appId: app.id, name: "web.1", type: "web", state: "up", port: Number(process.argv[2]) };
const all = [web as Dyno];
const dynos = { list: () => all, webDynos: () => all, events: new EventEmitter() } as unknown as Dynos;
const logplex = createLogplex({ settings, places, world });
const router = await createRouter({ port: 0, settings, places, store, dynos, logplex, world });

process.once("SIGTERM", async () => {
  await router.close();
  await logplex.close();
  store.close();
  rmSync(root, { recursive: true });
  process.exit(0);
});
process.stdout.write(`${router.port}\n`);
