import type { Percentiles, ReplaySummary } from "./summary.ts";

/** Lines of differences that are shown. */
const shown = 20;

/** A summary for people. */
export function summaryText(summary: ReplaySummary, { target, seconds }: { target: string; seconds: number }): string {
  const { requests, same, different, failed, differences } = summary;
  const sent = same + different + failed;
  const lines = [
    `${requests} ${requests === 1 ? "request" : "requests"} recorded, ${sent} sent to ${target} in ${seconds.toFixed(1)} s`,
    `  same status       ${same}`,
    `  other status      ${different}`,
    `  no answer         ${failed}`,
    ...Object.entries(summary.skipped).map(([why, count]) => `  not sent          ${count} (${why})`),
    "",
    "                    p50          p95",
    `  recorded          ${times(summary.recorded)}`,
    `  now               ${times(summary.replayed)}`,
  ];
  if (differences.length > 0) lines.push("", "Different:");
  for (const { method, path, recorded, now, count, requestId } of differences.slice(0, shown)) {
    const times = count > 1 ? ` ×${count}` : "";
    lines.push(`  ${method} ${path}  ${recorded} → ${now}${times}  (${requestId})`);
  }
  if (differences.length > shown) lines.push(`  and ${differences.length - shown} more; --json prints all`);
  return `${lines.join("\n")}\n`;
}

function times({ p50, p95 }: Percentiles): string {
  const text = (value: number | null) => (value === null ? "–" : `${value} ms`);
  return `${text(p50).padEnd(13)}${text(p95)}`;
}
