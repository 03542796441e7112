import type { World } from "../parts.ts";
import { accountFeaturesTable } from "./account-features.ts";
import { addonsTable, attachmentsTable } from "./addons.ts";
import { appSetupsTable } from "./app-setups.ts";
import { domainsTable } from "./domains.ts";
import { couplingsTable, pipelinesTable } from "./pipelines.ts";
import type { ResourceTables } from "./resource-tables.ts";
import type { Sql } from "./sql.ts";

export function openResourceTables(sql: Sql, world: World): ResourceTables {
  return {
    addons: addonsTable(sql, world),
    attachments: attachmentsTable(sql, world),
    domains: domainsTable(sql, world),
    pipelines: pipelinesTable(sql, world),
    couplings: couplingsTable(sql, world),
    appSetups: appSetupsTable(sql, world),
    accountFeatures: accountFeaturesTable(sql),
  };
}
