import { whenCreated } from "../../actions/when-created.ts";
import type { AppRecord, ReleaseRecord } from "../../store/records.ts";
import { type Call, created, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalIdentity, optionalString } from "../parameters.ts";
import { releaseView } from "../views/release.ts";

export const releaseRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/releases", handler: withApp(listReleases) },
  {
    method: "GET",
    pattern: "/apps/:app/releases/:release",
    handler: withApp((call, app) => ok(releaseView(call, app, findRelease(call, app)))),
  },
  { method: "POST", pattern: "/apps/:app/releases", handler: withApp(create, "deploy") },
];

/** The release of the path, by version or id. Throws 404. */
export function findRelease(call: Call, app: AppRecord): ReleaseRecord {
  return known(call, app, pathPart(call, "release"));
}

function listReleases(call: Call, app: AppRecord) {
  const views = call.parts.store.releases.list(app.id).map((release) => releaseView(call, app, release));
  return list(views, { attributes: ["version", "id"] });
}

/** Two links share this path: a `release` to roll back to, or a `slug` to release. */
async function create(call: Call, app: AppRecord) {
  const { body } = call;
  const { release: wanted } = body;
  const to = typeof wanted === "number" ? String(wanted) : optionalIdentity(body, "release");
  const release = to === undefined ? await releaseSlug(call, app) : await rollback(call, app, known(call, app, to));
  return created(releaseView(call, app, release));
}

async function releaseSlug({ parts, body, user }: Call, app: AppRecord): Promise<ReleaseRecord> {
  const id = optionalIdentity(body, "slug");
  if (id === undefined) throw invalidParams("slug is required");
  const slug = parts.store.slugs.find(id);
  if (slug?.appId !== app.id) throw notFound("slug");
  if (slug.size === null) throw invalidParams("The slug has not been uploaded yet.");
  const description = optionalString(body, "description") ?? `Deploy ${slug.commit?.slice(0, 8) ?? "slug"}`;
  return whenCreated((onCreated) =>
    parts.releases.create({ appId: app.id, description, user, slugId: slug.id, onCreated }),
  );
}

async function rollback({ parts, user }: Call, app: AppRecord, to: ReleaseRecord): Promise<ReleaseRecord> {
  if (to.status !== "succeeded" || to.slugId === null) {
    throw invalidParams(
      `Cannot roll back to v${to.version}: ${to.slugId === null ? "it has no slug" : "it did not succeed"}.`,
    );
  }
  return whenCreated((onCreated) => parts.releases.rollback(app.id, to, user, onCreated));
}

function known({ parts }: Call, app: AppRecord, versionOrId: string): ReleaseRecord {
  const release = parts.store.releases.find(app.id, versionOrId);
  if (!release) throw notFound("release");
  return release;
}
