import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

/** Answers with a tar.gz from disk; false when there is no such file. */
export async function sendFile(file: string, response: ServerResponse, withBody: boolean): Promise<boolean> {
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) return false;
  response.writeHead(200, { "Content-Type": "application/gzip", "Content-Length": size });
  if (withBody) await pipeline(createReadStream(file), response);
  else response.end();
  return true;
}
