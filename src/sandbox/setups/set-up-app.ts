import { readFile } from "node:fs/promises";
import path from "node:path";
import { changeConfigVars } from "../actions/change-config-vars.ts";
import { deleteApp } from "../actions/delete-app.ts";
import { registryName } from "../catalogue/registry-name.ts";
import { findStack } from "../catalogue/stacks.ts";
import type { Parts } from "../parts.ts";
import type { AccountRecord, AppRecord, ConfigVars } from "../store/records.ts";
import type { AppSetupRecord } from "../store/resource-records.ts";
import { addAddons } from "./add-addons.ts";
import { buildSource } from "./build-source.ts";
import { dropSource, fetchSetupSource, type SetupSource } from "./fetch-setup-source.ts";
import { runPostdeploy } from "./postdeploy.ts";
import { readSetupManifest, type SetupManifest } from "./read-setup-manifest.ts";
import { scaleFormation } from "./scale-formation.ts";
import { setupConfigVars } from "./setup-config-vars.ts";
import { SetupFailure } from "./setup-failure.ts";

export interface SetupRequest {
  /** Of an app that was just made, and is empty. */
  readonly setup: AppSetupRecord;
  readonly app: AppRecord;
  readonly user: AccountRecord;
  readonly source: SetupSource;
  readonly env: ConfigVars;
  /** Instead of those of the app.json. */
  readonly buildpacks: readonly string[] | undefined;
  /** Whether the maker chose the stack: then the app.json's does not count. */
  readonly hasStack: boolean;
}

/**
 * Makes an app what the app.json of a source says, in the order of the platform: config vars, add-ons, build, formation,
 * postdeploy. Never rejects: the result is in the setup's record, and an app that did not come to be is deleted.
 */
export async function setUpApp(parts: Parts, request: SetupRequest): Promise<void> {
  const { setup, app } = request;
  try {
    const successUrl = await setUp(parts, request);
    parts.store.appSetups.update(setup.id, { status: "succeeded", successUrl });
  } catch (error) {
    const left = parts.store.apps.find(app.id);
    const deleted = left && (await deleteApp(parts, left));
    const message = left ? (error as Error).message : "The app was deleted while it was being set up.";
    const manifestErrors = error instanceof SetupFailure ? error.manifestErrors : [];
    parts.store.appSetups.update(setup.id, { status: "failed", failureMessage: message, manifestErrors });
    await deleted?.cleared;
  }
}

/** Resolves with the page that the maker is to see. */
async function setUp(parts: Parts, request: SetupRequest): Promise<string | null> {
  const { app, user, setup } = request;
  const folder = await fetchSetupSource(parts, setup.id, request.source);
  try {
    const manifest = await manifestOf(folder);
    const { configVars, errors } = setupConfigVars(manifest, request.env);
    if (errors.length > 0) throw new SetupFailure("app.json is not complete", errors);
    prepare(parts, request, manifest);
    await changeConfigVars(parts, app, configVars, user);
    await addAddons(parts, { app, user, wanted: manifest.addons });
    await buildSource(parts, request, folder);
    scaleFormation(parts, { app, user, wanted: manifest.formation });
    if (manifest.postdeploy) await runPostdeploy(parts, { setup, app, ...manifest.postdeploy });
    return resolveUrl(parts, app, manifest.successUrl);
  } finally {
    await dropSource(parts, setup.id);
  }
}

async function manifestOf(folder: string): Promise<SetupManifest> {
  const text = await readFile(path.join(folder, "app.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new SetupFailure("app.json not found", ["app.json not found"]);
  const { manifest, errors } = readSetupManifest(text);
  if (errors.length > 0) throw new SetupFailure("app.json is not valid", errors);
  return manifest;
}

function prepare({ store }: Parts, { app, buildpacks, hasStack }: SetupRequest, manifest: SetupManifest): void {
  const stack = hasStack ? undefined : stackOf(manifest);
  if (stack !== undefined) store.apps.update(app.id, { stackName: stack, buildStackName: stack });
  const urls = buildpacks ?? manifest.buildpacks;
  if (urls.length > 0) store.buildpacks.replace(app.id, urls.map(registryName));
}

function stackOf({ stack }: SetupManifest): string | undefined {
  if (stack === undefined) return undefined;
  const known = findStack(stack);
  if (!known) throw new SetupFailure("app.json is not valid", [`stack ${stack} is not served by the sandbox`]);
  return known.name;
}

function resolveUrl({ store, router }: Parts, app: AppRecord, url: string | undefined): string | null {
  if (url === undefined || url === "") return null;
  const name = store.apps.find(app.id)?.name ?? app.name;
  const base = `http://${name}.localhost:${router.port}/`;
  return URL.canParse(url, base) ? new URL(url, base).href : null;
}

/** Fails what a killed sandbox left pending, and deletes the half-made apps. */
export async function failAbandonedSetups(parts: Parts): Promise<void> {
  const { store } = parts;
  for (const { id, appId } of store.appSetups.pending()) {
    store.appSetups.update(id, {
      status: "failed",
      failureMessage: "The sandbox was stopped while it set the app up.",
    });
    await dropSource(parts, id);
    const app = store.apps.find(appId);
    if (app) await (await deleteApp(parts, app)).cleared;
  }
}
