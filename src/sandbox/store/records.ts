import type { Permission, TwoFactorDemand } from "./identity.ts";

/** What the sandbox remembers. Times are ISO 8601 in UTC to the second, as the platform prints them. */

export interface AccountRecord {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly twoFactor: TwoFactorDemand;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface AppRecord {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerEmail: string;
  /** Null for a personal app. */
  readonly teamId: string | null;
  readonly teamName: string | null;
  /** Of a team, and only for those who have joined it. */
  readonly locked: boolean;
  readonly maintenance: boolean;
  readonly regionName: string;
  readonly stackName: string;
  readonly buildStackName: string;
  readonly buildpackProvidedDescription: string | null;
  /** Bytes; null before the first push. */
  readonly repoSize: number | null;
  readonly slugSize: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly releasedAt: string | null;
  /** The loopback port of this app alone; null until the router has opened one. */
  readonly loopbackPort: number | null;
}

export type ConfigVars = Readonly<Record<string, string>>;

export interface FormationRecord {
  readonly id: string;
  readonly appId: string;
  readonly type: string;
  readonly command: string;
  readonly quantity: number;
  /** A name from `GET /dyno-sizes`, in the platform's own capitals: `Basic`, `Standard-1X`. */
  readonly size: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface CollaboratorRecord {
  readonly id: string;
  readonly appId: string;
  readonly userId: string;
  readonly email: string;
  readonly role: "owner" | "collaborator" | "admin" | "member" | "viewer";
  readonly permissions: readonly Permission[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type ReleaseStatus = "pending" | "succeeded" | "failed" | "expired";

export interface ReleaseRecord {
  readonly id: string;
  readonly appId: string;
  readonly version: number;
  readonly description: string;
  readonly status: ReleaseStatus;
  readonly current: boolean;
  readonly slugId: string | null;
  readonly configVars: ConfigVars;
  readonly userId: string;
  readonly userEmail: string;
  /** Names the file of the release phase's output; null when there was none. */
  readonly outputId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SlugRecord {
  readonly id: string;
  readonly appId: string;
  readonly commit: string | null;
  readonly commitDescription: string | null;
  readonly buildpackProvidedDescription: string | null;
  /** `SHA256:` and 64 hex digits. */
  readonly checksum: string | null;
  readonly processTypes: Readonly<Record<string, string>>;
  /** Bytes of the tar.gz; null until it is uploaded. */
  readonly size: number | null;
  readonly stackName: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type BuildStatus = "pending" | "succeeded" | "failed";

export interface BuildRecord {
  readonly id: string;
  readonly appId: string;
  readonly status: BuildStatus;
  readonly buildpackUrls: readonly string[];
  readonly sourceUrl: string | null;
  readonly sourceVersion: string | null;
  readonly sourceVersionDescription: string | null;
  readonly sourceChecksum: string | null;
  readonly stackName: string;
  readonly releaseId: string | null;
  readonly slugId: string | null;
  readonly userId: string;
  readonly userEmail: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface BuildpackInstallationRecord {
  readonly ordinal: number;
  /** A git URL, a folder (`file://…`) or a short name such as `heroku/nodejs`. */
  readonly url: string;
}
