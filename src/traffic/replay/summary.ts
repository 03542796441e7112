import { scrubPath } from "../recording/scrub-text.ts";
import type { ReplayResult, SkipReason } from "./replay.ts";

/** How a replay compares with its recording. Times in milliseconds, of whole answers. */
export interface ReplaySummary {
  readonly requests: number;
  /** Answered with the recorded status. */
  readonly same: number;
  readonly different: number;
  /** Without an answer. */
  readonly failed: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Of the requests that were answered now. */
  readonly recorded: Percentiles;
  readonly replayed: Percentiles;
  /** The commonest first. */
  readonly differences: readonly ReplayDifference[];
}

export interface Percentiles {
  /** Null when nothing was answered. */
  readonly p50: number | null;
  readonly p95: number | null;
}

/** Requests that ended in the same other way. */
export interface ReplayDifference {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly recorded: number;
  /** A status, or why there was none. */
  readonly now: number | string;
  readonly count: number;
  /** Of the first one, to be looked for in the logs. */
  readonly requestId: string;
}

/** Kept apart; what else differs is counted only. */
const mostDifferences = 1000;

/** Adds up results as they come, in memory that does not grow with their bodies. */
export function createSummary(): { add(result: ReplayResult): void; summary(): ReplaySummary } {
  const skipped: Partial<Record<SkipReason, number>> = {};
  const recorded: number[] = [];
  const replayed: number[] = [];
  const differences = new Map<string, ReplayDifference>();
  const counts = { requests: 0, same: 0, different: 0, failed: 0 };

  const differs = ({ request }: ReplayResult, now: number | string): void => {
    const path = scrubPath(request.path.replace(/\?.*/s, ""));
    const key = JSON.stringify([request.method, path, request.answer.status, now]);
    const known = differences.get(key);
    if (!known && differences.size >= mostDifferences) return;
    differences.set(key, {
      method: request.method,
      path,
      recorded: request.answer.status,
      now,
      count: (known?.count ?? 0) + 1,
      requestId: known?.requestId ?? request.id,
    });
  };

  return {
    add(result) {
      counts.requests++;
      if (result.kind === "skipped") {
        skipped[result.why] = (skipped[result.why] ?? 0) + 1;
        return;
      }
      if (result.kind === "failed") {
        counts.failed++;
        differs(result, result.message);
        return;
      }
      const { request, answer } = result;
      recorded.push(request.answer.service);
      replayed.push(answer.service);
      if (answer.status === request.answer.status) {
        counts.same++;
        return;
      }
      counts.different++;
      differs(result, answer.status);
    },
    summary: () => ({
      ...counts,
      skipped: { ...skipped },
      recorded: percentiles(recorded),
      replayed: percentiles(replayed),
      differences: [...differences.values()].toSorted((one, other) => other.count - one.count),
    }),
  };
}

/** By the nearest rank: a time that was measured. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (part: number): number | null => {
    const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
    return value === undefined ? null : Math.round(value * 10) / 10;
  };
  return { p50: at(0.5), p95: at(0.95) };
}
