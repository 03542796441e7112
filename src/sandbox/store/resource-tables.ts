import type {
  AddonRecord,
  AppSetupRecord,
  AttachmentRecord,
  CouplingRecord,
  DomainRecord,
  PipelineRecord,
  Stage,
} from "./resource-records.ts";

type New<Record extends { id: string; createdAt: string; updatedAt: string }> = Omit<
  Record,
  "id" | "createdAt" | "updatedAt"
>;

/** What belongs to apps and is not an app's own: add-ons, domains, pipelines, setups. */
export interface ResourceTables {
  readonly addons: {
    /** Those that an app pays for; all of them without one. */
    list(appId?: string): AddonRecord[];
    find(idOrName: string): AddonRecord | undefined;
    create(addon: New<AddonRecord>): AddonRecord;
    update(id: string, change: Partial<Pick<AddonRecord, "name" | "planName" | "state" | "values">>): AddonRecord;
    delete(id: string): void;
  };
  readonly attachments: {
    list(): AttachmentRecord[];
    ofApp(appId: string): AttachmentRecord[];
    ofAddon(addonId: string): AttachmentRecord[];
    find(id: string): AttachmentRecord | undefined;
    named(appId: string, name: string): AttachmentRecord | undefined;
    create(attachment: New<AttachmentRecord>): AttachmentRecord;
    delete(id: string): void;
  };
  readonly domains: {
    list(appId: string): DomainRecord[];
    find(appId: string, idOrHostname: string): DomainRecord | undefined;
    byHostname(hostname: string): DomainRecord | undefined;
    create(domain: New<DomainRecord>): DomainRecord;
    update(id: string, change: Pick<DomainRecord, "sniEndpoint">): DomainRecord;
    delete(id: string): void;
    /** Counts the writes to domains, for the router, which asks per request. */
    writes(): number;
  };
  readonly pipelines: {
    list(): PipelineRecord[];
    find(idOrName: string): PipelineRecord | undefined;
    create(pipeline: New<PipelineRecord>): PipelineRecord;
    rename(id: string, name: string): PipelineRecord;
    delete(id: string): void;
  };
  readonly couplings: {
    list(): CouplingRecord[];
    ofPipeline(pipelineId: string): CouplingRecord[];
    ofApp(appId: string): CouplingRecord | undefined;
    find(id: string): CouplingRecord | undefined;
    create(coupling: New<CouplingRecord>): CouplingRecord;
    move(id: string, stage: Stage): CouplingRecord;
    delete(id: string): void;
  };
  readonly appSetups: {
    find(id: string): AppSetupRecord | undefined;
    create(setup: Pick<AppSetupRecord, "appId" | "appName" | "userId">): AppSetupRecord;
    update(id: string, change: Partial<New<AppSetupRecord>>): AppSetupRecord;
    /** Setups that a killed sandbox left pending. */
    pending(): AppSetupRecord[];
  };
  readonly accountFeatures: {
    /** Names of the features that an account has enabled. */
    enabled(userId: string): ReadonlySet<string>;
    set(userId: string, name: string, enabled: boolean): void;
  };
}
