/** A pool of requests that refills steadily (GCRA): `theoretical` is when it would be full again. */
export interface RateLimit {
  /** Takes one request out of the pool; false when it is empty. */
  take(): boolean;
  remaining(): number;
}

/** `now` in milliseconds. */
export function createRateLimit(options: { pool: number; perMinute: number; now: () => number }): RateLimit {
  const { pool, perMinute, now } = options;
  const interval = 60_000 / perMinute;
  let theoretical = 0;

  const debt = () => Math.max(0, theoretical - now());
  return {
    take() {
      if (debt() + interval > pool * interval + 1e-6) return false;
      theoretical = now() + debt() + interval;
      return true;
    },
    remaining: () => Math.max(0, Math.floor((pool * interval - debt()) / interval + 1e-6)),
  };
}

/** One pool for each account. */
export function createRateLimits(options: Parameters<typeof createRateLimit>[0]): (accountId: string) => RateLimit {
  const limits = new Map<string, RateLimit>();
  return (accountId) => {
    const limit = limits.get(accountId) ?? createRateLimit(options);
    limits.set(accountId, limit);
    return limit;
  };
}
