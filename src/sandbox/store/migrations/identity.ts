const times = `"createdAt" TEXT NOT NULL, "updatedAt" TEXT NOT NULL`;

/** Accounts beyond the first, what signs them in, teams and who may do what. */
export const identity = `
  ALTER TABLE accounts ADD COLUMN "passwordHash" TEXT;
  ALTER TABLE accounts ADD COLUMN "twoFactor" TEXT NOT NULL DEFAULT 'none';
  ALTER TABLE accounts ADD COLUMN "twoFactorSecret" TEXT;
  CREATE TABLE authorizations (id TEXT PRIMARY KEY, "accountId" TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    description TEXT NOT NULL, scope TEXT NOT NULL, "tokenId" TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    redacted TEXT NOT NULL, "expiresAt" TEXT, "skipTwoFactor" INTEGER NOT NULL, main INTEGER NOT NULL,
    revoked INTEGER NOT NULL, ${times}) STRICT;
  CREATE TABLE teams (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
    "managerId" TEXT NOT NULL REFERENCES accounts(id), ${times}) STRICT;
  CREATE TABLE team_members (id TEXT PRIMARY KEY, "teamId" TEXT NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
    "userId" TEXT NOT NULL REFERENCES accounts(id), role TEXT NOT NULL, ${times}, UNIQUE ("teamId", "userId")) STRICT;
  ALTER TABLE apps ADD COLUMN "teamId" TEXT REFERENCES teams(id);
  ALTER TABLE apps ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE collaborators ADD COLUMN permissions TEXT;
  CREATE TABLE transfers (id TEXT PRIMARY KEY, "appId" TEXT NOT NULL REFERENCES apps(id) ON DELETE CASCADE,
    "ownerId" TEXT NOT NULL REFERENCES accounts(id), "recipientId" TEXT NOT NULL REFERENCES accounts(id),
    state TEXT NOT NULL, ${times}) STRICT;
  CREATE INDEX authorizations_by_account ON authorizations("accountId");
  CREATE INDEX team_members_by_user ON team_members("userId");
  CREATE INDEX apps_by_team ON apps("teamId");
  CREATE INDEX collaborators_by_user ON collaborators("userId");
  CREATE INDEX transfers_by_app ON transfers("appId")
`;
