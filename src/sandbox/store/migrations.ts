import type { DatabaseSync } from "node:sqlite";
import { identity } from "./migrations/identity.ts";
import { resources } from "./migrations/resources.ts";

/** Brings the schema to the newest version. Each step runs once, in its own transaction; `user_version` counts them. */
export function migrate(database: DatabaseSync): void {
  const row = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (row.user_version > migrations.length) {
    throw new Error(
      "This data folder was written by a newer sandbox. Update Heroku Workbench or choose another folder.",
    );
  }
  for (const [index, step] of migrations.entries()) {
    if (index >= row.user_version) database.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

const ofApp = `"appId" TEXT NOT NULL REFERENCES apps(id) ON DELETE CASCADE`;
const times = `"createdAt" TEXT NOT NULL, "updatedAt" TEXT NOT NULL`;

const migrations = [
  `
  CREATE TABLE accounts (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
    self INTEGER NOT NULL, ${times}) STRICT;
  CREATE TABLE apps (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, "ownerId" TEXT NOT NULL REFERENCES accounts(id),
    maintenance INTEGER NOT NULL, "regionName" TEXT NOT NULL, "stackName" TEXT NOT NULL, "buildStackName" TEXT NOT NULL,
    "buildpackProvidedDescription" TEXT, "repoSize" INTEGER, "slugSize" INTEGER, "releasedAt" TEXT,
    "loopbackPort" INTEGER, ${times}) STRICT;
  CREATE TABLE config_vars ("appId" TEXT PRIMARY KEY REFERENCES apps(id) ON DELETE CASCADE, vars TEXT NOT NULL) STRICT;
  CREATE TABLE formation (id TEXT PRIMARY KEY, ${ofApp}, type TEXT NOT NULL, command TEXT NOT NULL,
    quantity INTEGER NOT NULL, size TEXT NOT NULL, ${times}, UNIQUE ("appId", type)) STRICT;
  CREATE TABLE collaborators (id TEXT PRIMARY KEY, ${ofApp}, "userId" TEXT NOT NULL REFERENCES accounts(id),
    role TEXT NOT NULL, ${times}, UNIQUE ("appId", "userId")) STRICT;
  CREATE TABLE slugs (id TEXT PRIMARY KEY, ${ofApp}, "commit" TEXT, "commitDescription" TEXT,
    "buildpackProvidedDescription" TEXT, checksum TEXT, "processTypes" TEXT NOT NULL, size INTEGER,
    "stackName" TEXT NOT NULL, ${times}) STRICT;
  CREATE TABLE releases (id TEXT PRIMARY KEY, ${ofApp}, version INTEGER NOT NULL, description TEXT NOT NULL,
    status TEXT NOT NULL, current INTEGER NOT NULL, "slugId" TEXT REFERENCES slugs(id), "configVars" TEXT NOT NULL,
    "userId" TEXT NOT NULL REFERENCES accounts(id), "userEmail" TEXT NOT NULL, "outputId" TEXT, ${times},
    UNIQUE ("appId", version)) STRICT;
  CREATE TABLE builds (id TEXT PRIMARY KEY, ${ofApp}, status TEXT NOT NULL, "buildpackUrls" TEXT NOT NULL,
    "sourceUrl" TEXT, "sourceVersion" TEXT, "sourceVersionDescription" TEXT, "sourceChecksum" TEXT,
    "stackName" TEXT NOT NULL, "releaseId" TEXT REFERENCES releases(id), "slugId" TEXT REFERENCES slugs(id),
    "userId" TEXT NOT NULL REFERENCES accounts(id), "userEmail" TEXT NOT NULL, ${times}) STRICT;
  CREATE TABLE buildpacks (${ofApp}, ordinal INTEGER NOT NULL, url TEXT NOT NULL, PRIMARY KEY ("appId", ordinal)) STRICT;
  CREATE TABLE features (${ofApp}, name TEXT NOT NULL, PRIMARY KEY ("appId", name)) STRICT;
  CREATE INDEX slugs_by_app ON slugs("appId");
  CREATE INDEX builds_by_app ON builds("appId")
  `,
  identity,
  resources,
];
