import type { ReleaseRecord } from "../store/records.ts";

/** Resolves as soon as a release is on disk; it may live, or fail, much later. Rejects when it could not be made. */
export function whenCreated(
  create: (onCreated: (release: ReleaseRecord) => void) => Promise<ReleaseRecord>,
): Promise<ReleaseRecord> {
  return new Promise((resolve, reject) => {
    create(resolve).then(resolve, reject);
  });
}
