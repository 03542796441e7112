import type { Owners } from "../../dotenv/config-document.ts";
import type { ConfigVars } from "../../dotenv/diff.ts";

/** Config vars of an app, as a process on this machine can use them. */
export interface AppVariables {
  readonly plain: Readonly<Record<string, string>>;
  /** They lead to what the app's users see and pay for: databases, queues, services of add-ons. */
  readonly data: Readonly<Record<string, string>>;
  /** Of `data`, with the add-on where one sets it. */
  readonly origins: ReadonlyMap<string, string | undefined>;
}

/** Those that the platform or the runner gives each process itself are in neither. */
export function sortVariables(vars: ConfigVars, owners: Owners): AppVariables {
  const usable = [...vars].filter(([key]) => !ofProcess.has(key));
  const isData = ([key, value]: readonly [string, string]): boolean => owners.has(key) || leadsToData(key, value);
  const data = usable.filter(isData);
  return {
    plain: Object.fromEntries(usable.filter((entry) => !isData(entry))),
    data: Object.fromEntries(data),
    origins: new Map(data.map(([key]) => [key, owners.get(key)])),
  };
}

const ofProcess = new Set(["DYNO", "HOME", "PATH", "PORT"]);

/** An add-on's config vars may have been copied by hand, and who may not see the add-ons sees no owners. */
function leadsToData(key: string, value: string): boolean {
  return key === "DATABASE_URL" || stores.test(value);
}

const stores =
  /^(?:jdbc:)?(?:postgres(?:ql)?|postgis|mysql2?|mariadb|mssql|sqlserver|rediss?|mongodb(?:\+srv)?|amqps?|kafka(?:\+ssl)?|memcached?|elasticsearch):\/\//i;
