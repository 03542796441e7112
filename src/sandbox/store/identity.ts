/** What the store remembers of people: who they are, what signs them in, and what they may do together. */
import type { AccountRecord, AppRecord, CollaboratorRecord } from "./records.ts";

/** Where an account has to give a second factor: nowhere, to sign in, for every write too, or for writes to apps. */
export const twoFactorDemands = ["none", "sign-in", "account", "apps"] as const;
export type TwoFactorDemand = (typeof twoFactorDemands)[number];

/** What one may do with an app. In this order each says more. */
export const permissions = ["view", "deploy", "operate", "manage"] as const;
export type Permission = (typeof permissions)[number];

/** An API token: the store keeps its hash and what listings show of it, never the token. */
export interface AuthorizationRecord {
  readonly id: string;
  readonly accountId: string;
  readonly description: string;
  readonly scope: readonly string[];
  readonly tokenId: string;
  /** The token with most of its characters as asterisks. */
  readonly redacted: string;
  readonly expiresAt: string | null;
  readonly skipTwoFactor: boolean;
  /** The one that the sandbox gave the account by itself: what `~` names. */
  readonly main: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A new or renewed authorization with the only sight of its token. */
export interface Granted {
  readonly authorization: AuthorizationRecord;
  readonly token: string;
}

export type TeamRole = "admin" | "member" | "viewer";

export interface TeamRecord {
  readonly id: string;
  readonly name: string;
  readonly type: "team" | "enterprise";
  /** The account that owns the team's apps: `<name>@herokumanager.com`. */
  readonly managerId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface TeamMemberRecord {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly twoFactor: TwoFactorDemand;
  readonly role: TeamRole;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface TransferRecord {
  readonly id: string;
  readonly appId: string;
  readonly appName: string;
  readonly ownerId: string;
  readonly ownerEmail: string;
  readonly recipientId: string;
  readonly recipientEmail: string;
  readonly state: "pending" | "accepted" | "declined";
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Accounts {
  /** The account of the sandbox itself, whose token is in the data folder. */
  self(): AccountRecord;
  list(): AccountRecord[];
  find(idOrEmail: string): AccountRecord | undefined;
  findOrInvite(email: string): AccountRecord;
  /** Throws `NameTaken`. Without a password the account signs in with a token of its own as its password. */
  create(account: { email: string; name: string; password?: string | undefined }): AccountRecord;
  /** `twoFactorSecret` is in base 32. */
  update(
    id: string,
    change: { name?: string; password?: string; twoFactor?: TwoFactorDemand; twoFactorSecret?: string },
  ): AccountRecord;
  passwordMatches(id: string, password: string): boolean;
  twoFactorSecret(id: string): string | null;
}

export interface Authorizations {
  create(authorization: {
    account: AccountRecord;
    description: string;
    scope?: readonly string[];
    /** Seconds; null for ever. */
    expiresIn?: number | null;
    skipTwoFactor?: boolean;
    main?: boolean;
  }): Granted;
  /** Makes a token that is known already the main one of an account, and takes the one before away. */
  adopt(account: AccountRecord, token: string): void;
  /** Of a token that is neither expired nor revoked. */
  ofToken(token: string): AuthorizationRecord | undefined;
  /** Those that are good today. */
  list(accountId: string): AuthorizationRecord[];
  /** `~` is the main one. */
  find(accountId: string, id: string): AuthorizationRecord | undefined;
  /** Another token, the one before is void. */
  regenerate(id: string): Granted;
  revoke(id: string): void;
}

export interface Apps {
  list(): AppRecord[];
  /** What an account sees: its own, those shared with it, and its teams' but for locked ones it has not joined. */
  visibleTo(accountId: string): AppRecord[];
  /** Those that an account owns or has joined. */
  sharedWith(accountId: string): AppRecord[];
  ofTeam(teamId: string): AppRecord[];
  find(idOrName: string): AppRecord | undefined;
  /** Also writes the owner and, in a team, `user` as collaborators. `user` is the sandbox's own by default. Throws `NameTaken`. */
  create(app: {
    name: string;
    regionName: string;
    stackName: string;
    user?: Pick<AccountRecord, "id"> | undefined;
    team?: TeamRecord | undefined;
    locked?: boolean | undefined;
  }): AppRecord;
  update(id: string, change: Partial<Omit<AppRecord, "id" | "ownerEmail" | "teamName">>): AppRecord;
  /** To another account, which becomes the owner; the owner before stays a collaborator unless it was a team. */
  giveTo(id: string, owner: AccountRecord): AppRecord;
  /** To a team; who gives it joins it there, collaborators stay. */
  giveToTeam(id: string, team: TeamRecord, giver: AccountRecord): AppRecord;
  delete(id: string): void;
  /** Counts the writes to apps: while it stays the same, so does every record. For the router, which asks per request. */
  writes(): number;
}

export interface Collaborators {
  list(appId: string): CollaboratorRecord[];
  find(appId: string, emailOrId: string): CollaboratorRecord | undefined;
  /** `permissions` on a team's app; by default all but `manage`. */
  add(appId: string, user: AccountRecord, permissions?: readonly Permission[]): CollaboratorRecord;
  setPermissions(appId: string, id: string, permissions: readonly Permission[]): CollaboratorRecord;
  remove(appId: string, id: string): void;
}

export interface Teams {
  list(): TeamRecord[];
  ofMember(accountId: string): (TeamRecord & { readonly role: TeamRole })[];
  find(idOrName: string): TeamRecord | undefined;
  /** Throws `NameTaken`. */
  create(team: { name: string; type?: TeamRecord["type"] | undefined }): TeamRecord;
  rename(id: string, name: string): TeamRecord;
  delete(id: string): void;
  members(teamId: string): TeamMemberRecord[];
  member(teamId: string, accountIdOrEmail: string): TeamMemberRecord | undefined;
  /** Adds a member, or changes the role of one. */
  addMember(teamId: string, user: AccountRecord, role: TeamRole): TeamMemberRecord;
  /** Also from the team's apps. */
  removeMember(teamId: string, userId: string): void;
}

export interface Transfers {
  /** Those an account sends or is to receive. */
  list(accountId: string): TransferRecord[];
  find(id: string): TransferRecord | undefined;
  pendingOf(appId: string): TransferRecord | undefined;
  create(transfer: { app: AppRecord; recipient: AccountRecord }): TransferRecord;
  settle(id: string, state: "accepted" | "declined"): TransferRecord;
  delete(id: string): void;
}
