export type AddonState = "provisioning" | "provisioned" | "deprovisioned";

export interface AddonRecord {
  readonly id: string;
  /** The app that pays for it. */
  readonly appId: string;
  /** `postgresql-curved-12345` */
  readonly name: string;
  /** `heroku-postgresql:essential-0` */
  readonly planName: string;
  readonly state: AddonState;
  /** Values of its config vars by what follows the attachment's name: `URL`. */
  readonly values: Readonly<Record<string, string>>;
  /** Who made it. */
  readonly userId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface AttachmentRecord {
  readonly id: string;
  /** The app that gets the config vars. */
  readonly appId: string;
  readonly addonId: string;
  /** Begins the names of the config vars: `DATABASE`. */
  readonly name: string;
  readonly namespace: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A custom domain. */
export interface DomainRecord {
  readonly id: string;
  readonly appId: string;
  readonly hostname: string;
  readonly cname: string;
  readonly sniEndpoint: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface PipelineRecord {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerType: "team" | "user";
  readonly createdAt: string;
  readonly updatedAt: string;
}

export const stages = ["test", "review", "development", "staging", "production"] as const;
export type Stage = (typeof stages)[number];

export interface CouplingRecord {
  readonly id: string;
  readonly appId: string;
  readonly pipelineId: string;
  readonly stage: Stage;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type SetupStatus = "pending" | "succeeded" | "failed";

export interface AppSetupRecord {
  readonly id: string;
  /** The app goes when the setup fails; what it was called stays. */
  readonly appId: string;
  readonly appName: string;
  readonly userId: string;
  readonly status: SetupStatus;
  readonly failureMessage: string | null;
  readonly manifestErrors: readonly string[];
  readonly buildId: string | null;
  readonly buildStatus: SetupStatus | null;
  readonly postdeployOutput: string | null;
  readonly postdeployExitCode: number | null;
  readonly successUrl: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}
