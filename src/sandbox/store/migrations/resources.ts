const ofApp = `"appId" TEXT NOT NULL REFERENCES apps(id) ON DELETE CASCADE`;
const times = `"createdAt" TEXT NOT NULL, "updatedAt" TEXT NOT NULL`;

/** Add-ons, domains, pipelines and app setups. */
export const resources = `
  CREATE TABLE addons (id TEXT PRIMARY KEY, ${ofApp}, name TEXT NOT NULL UNIQUE, "planName" TEXT NOT NULL,
    state TEXT NOT NULL, "values" TEXT NOT NULL, "userId" TEXT NOT NULL REFERENCES accounts(id), ${times}) STRICT;
  CREATE INDEX addons_by_app ON addons("appId");
  CREATE TABLE addon_attachments (id TEXT PRIMARY KEY, ${ofApp},
    "addonId" TEXT NOT NULL REFERENCES addons(id) ON DELETE CASCADE, name TEXT NOT NULL, namespace TEXT, ${times},
    UNIQUE ("appId", name)) STRICT;
  CREATE INDEX attachments_by_addon ON addon_attachments("addonId");
  CREATE TABLE domains (id TEXT PRIMARY KEY, ${ofApp}, hostname TEXT NOT NULL UNIQUE, cname TEXT NOT NULL,
    "sniEndpoint" TEXT, ${times}) STRICT;
  CREATE INDEX domains_by_app ON domains("appId");
  CREATE TABLE pipelines (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, "ownerId" TEXT NOT NULL,
    "ownerType" TEXT NOT NULL, ${times}) STRICT;
  CREATE TABLE pipeline_couplings (id TEXT PRIMARY KEY, ${ofApp} UNIQUE,
    "pipelineId" TEXT NOT NULL REFERENCES pipelines(id) ON DELETE CASCADE, stage TEXT NOT NULL, ${times}) STRICT;
  CREATE INDEX couplings_by_pipeline ON pipeline_couplings("pipelineId");
  CREATE TABLE app_setups (id TEXT PRIMARY KEY, "appId" TEXT NOT NULL, "appName" TEXT NOT NULL, "userId" TEXT NOT NULL,
    status TEXT NOT NULL, "failureMessage" TEXT, "manifestErrors" TEXT NOT NULL, "buildId" TEXT, "buildStatus" TEXT,
    "postdeployOutput" TEXT, "postdeployExitCode" INTEGER, "successUrl" TEXT, ${times}) STRICT;
  CREATE TABLE account_features ("userId" TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE, name TEXT NOT NULL,
    PRIMARY KEY ("userId", name)) STRICT
`;
