import { numberedAppName } from "../catalogue/random-app-name.ts";
import type { Store } from "../parts.ts";
import type { AccountRecord } from "../store/records.ts";
import { type PlantedApp, plantApp } from "./plant-app.ts";

const mostApps = 2000;
const teamNames = ["many-north", "many-east", "many-south", "many-west", "many-center"];
const firstDay = Date.parse("2020-01-01T00:00:00Z");

/** As many apps as an account of a large company sees: a third its own, every tenth shared with it, the rest of teams. */
export function seedMany(store: Store): void {
  const self = store.accounts.self();
  const others = ["one", "two", "three"].map((name) => store.accounts.findOrInvite(`${name}@many.example`));
  const teams = teamNames.map((name) => store.teams.create({ name }));
  for (const [index, { id }] of teams.entries()) store.teams.addMember(id, self, index === 0 ? "admin" : "member");
  for (let index = 0; index < mostApps; index++) {
    const kind = index % 10;
    const team = kind > 0 && kind < 7 ? teams[index % teams.length] : undefined;
    const user = kind === 0 || team ? (others[index % others.length] ?? self) : self;
    const app = plantApp(store, { ...appOf(index, user), ...(team ? { team } : {}) });
    if (kind === 0) store.collaborators.add(app.id, self);
  }
}

function appOf(index: number, user: AccountRecord): PlantedApp {
  const created = new Date(firstDay + index * 30 * 60 * 60 * 1000).toISOString();
  const size = index % 4 === 0 ? "Standard-1X" : "Basic";
  return {
    user,
    name: numberedAppName(index),
    region: index % 3 === 0 ? "eu" : "us",
    stack: ["heroku-24", "heroku-26", "heroku-22"][index % 3] ?? "heroku-24",
    maintenance: index % 50 === 7,
    formation: index % 3 === 0 ? [`web 1 ${size}`, `worker 1 ${size}`] : [`web 1 ${size}`],
    configVars: { NUMBER: String(index) },
    releases: Array.from(
      { length: 1 + (index % 4) },
      (_, count) => `Deploy ${(index * 4 + count).toString(16).padStart(8, "a")}`,
    ),
    buildpacks: [["heroku/nodejs", "heroku/python", "heroku/ruby"][index % 3] ?? "heroku/nodejs"],
    createdAt: `${created.slice(0, 19)}Z`,
  };
}
