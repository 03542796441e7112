import type { Store, World } from "../parts.ts";
import { accountsTable } from "./accounts.ts";
import { appsTable } from "./apps.ts";
import { authorizationsTable } from "./authorizations.ts";
import { buildpacksTable } from "./buildpacks.ts";
import { buildsTable } from "./builds.ts";
import { collaboratorsTable } from "./collaborators.ts";
import { configVarsTable } from "./config-vars.ts";
import { featuresTable } from "./features.ts";
import { formationTable } from "./formation.ts";
import { migrate } from "./migrations.ts";
import { openResourceTables } from "./open-resource-tables.ts";
import { releasesTable } from "./releases.ts";
import { slugsTable } from "./slugs.ts";
import { createSql } from "./sql.ts";
import { openDatabase } from "./sqlite.ts";
import { teamsTable } from "./teams.ts";
import { transfersTable } from "./transfers.ts";

/** The state of a sandbox in one SQLite file; creates the file and its one account where there is none. */
export function openStore(file: string, world: World): Store {
  const database = openDatabase(file);
  migrate(database);
  const sql = createSql(database);
  return {
    accounts: accountsTable(sql, world),
    authorizations: authorizationsTable(sql, world),
    teams: teamsTable(sql, world),
    transfers: transfersTable(sql, world),
    apps: appsTable(sql, world),
    configVars: configVarsTable(sql),
    formation: formationTable(sql, world),
    collaborators: collaboratorsTable(sql, world),
    releases: releasesTable(sql, world),
    slugs: slugsTable(sql, world),
    builds: buildsTable(sql, world),
    buildpacks: buildpacksTable(sql),
    features: featuresTable(sql),
    ...openResourceTables(sql, world),
    transaction: sql.transaction,
    close: () => database.close(),
  };
}
