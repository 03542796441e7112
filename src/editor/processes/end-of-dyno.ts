import type { HerokuClient } from "../../heroku/client.ts";
import { streamLogs } from "../../heroku/log-stream.ts";
import { parseLogLine } from "../../logs/log-line.ts";

/** The exit status of a one-off dyno, as the platform writes it into the log; undefined when it could not start. */
export async function endOfDyno(
  client: HerokuClient,
  app: string,
  { dyno, signal }: { readonly dyno: string; readonly signal: AbortSignal },
): Promise<number | undefined> {
  for await (const { lines } of streamLogs(client, app, { dyno, source: "heroku", lines: 100, tail: true, signal })) {
    for (const line of lines) {
      const end = endIn(line, dyno);
      if (end !== undefined) return end.status;
    }
  }
  return undefined;
}

export function endIn(line: string, dyno: string): { readonly status: number | undefined } | undefined {
  const parsed = parseLogLine(line);
  if (parsed?.source !== "heroku" || parsed.process !== dyno) return undefined;
  const [, status] = /^Process exited with status (\d+)/.exec(parsed.message) ?? [];
  if (status !== undefined) return { status: Number(status) };
  return /^Error R99\b/.test(parsed.message) ? { status: undefined } : undefined;
}
