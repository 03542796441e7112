/** Answers to GETs with their ETags, to ask "has it changed?" instead of for all of it again. */
export interface GetCache {
  get(key: CacheKey): CachedAnswer | undefined;
  set(key: CacheKey, answer: CachedAnswer): void;
  /** After a write: what belongs to the app of `path` goes, and every list that shows apps. */
  dropFor(apiUrl: string, path: string): void;
}

export interface CacheKey {
  /** Tells accounts apart; not the token itself. */
  readonly account: string;
  readonly url: string;
  readonly accept: string;
  readonly range: string;
}

export interface CachedAnswer {
  readonly etag: string;
  readonly status: number;
  readonly nextRange: string | null;
  readonly body: unknown;
  /** Bytes it came in as. */
  readonly size: number;
}

/** Keeps at most `maxBytes` of answers; what was used longest ago goes first. */
export function createGetCache({ maxBytes = 8 * 1024 * 1024 }: { maxBytes?: number } = {}): GetCache {
  // A Map keeps its order of insertion: the first entry is the one used longest ago.
  const entries = new Map<string, { url: string; answer: CachedAnswer }>();
  let bytes = 0;

  function remove(key: string): void {
    bytes -= entries.get(key)?.answer.size ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const text = keyText(key);
      const entry = entries.get(text);
      if (!entry) return undefined;
      entries.delete(text);
      entries.set(text, entry);
      return entry.answer;
    },
    set(key, answer) {
      remove(keyText(key));
      if (answer.size > maxBytes) return;
      entries.set(keyText(key), { url: key.url, answer });
      bytes += answer.size;
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) return;
        remove(oldest);
      }
    },
    dropFor(apiUrl, path) {
      const app = /^\/apps\/[^/?]+/.exec(path)?.[0];
      for (const [key, { url }] of entries) {
        if (url.startsWith(apiUrl) && concerns(url.slice(apiUrl.length), path, app)) remove(key);
      }
    },
  };
}

function keyText({ account, url, accept, range }: CacheKey): string {
  return JSON.stringify([account, url, accept, range]);
}

function concerns(cached: string, written: string, app: string | undefined): boolean {
  if (app !== undefined && (cached === app || cached.startsWith(`${app}/`) || cached.startsWith(`${app}?`)))
    return true;
  return /^(\/teams\/[^/]+|\/users\/[^/]+)?\/apps(\?|$)/.test(cached) || cached.startsWith(written);
}
