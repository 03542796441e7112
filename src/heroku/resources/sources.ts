import type { CallOptions, HerokuClient } from "../client.ts";
import { withDeadline } from "../deadline.ts";
import { refusal } from "../refusal.ts";

/** Hands an archive (tar.gz) to the platform; the URL is where builds and app setups fetch it from. */
export async function uploadSource(
  client: HerokuClient,
  archive: Buffer<ArrayBuffer>,
  options?: CallOptions,
): Promise<string> {
  const { source_blob: blob } = await client.send<Source>("POST", "/sources", undefined, options);
  const request = "PUT source";
  await withDeadline(request, { timeout: uploadTimeout, ...options }, async (signal) => {
    // The address is signed for a request without a token and without a Content-Type.
    const call = { method: "PUT", url: blob.put_url, headers: {}, body: archive, signal };
    const response = await client.streams.transport(call);
    if (response.status >= 300) throw await refusal(response, { request, requestId: "" });
    for await (const _ of response.body ?? []);
  });
  return blob.get_url;
}

interface Source {
  readonly source_blob: { readonly put_url: string; readonly get_url: string };
}

/** Milliseconds; archives are up to some tens of megabytes, lines are slow. */
const uploadTimeout = 10 * 60_000;
