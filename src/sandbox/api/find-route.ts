import type { Handler, Route } from "./call.ts";

export interface Match {
  readonly handler: Handler;
  readonly pattern: string;
  readonly path: Readonly<Record<string, string>>;
}

export type FindRoute = (method: string, path: string) => Match | undefined;

/** Finds the route of a request; a word in a pattern wins over a `:name`. */
export function compileRoutes(routes: readonly Route[]): FindRoute {
  const byShape = new Map<string, Compiled[]>();
  for (const route of routes) {
    const segments = route.pattern.split("/").slice(1);
    const shape = `${route.method} ${segments.length}`;
    byShape.set(shape, [...(byShape.get(shape) ?? []), { segments, route }]);
  }
  for (const compiled of byShape.values()) compiled.sort((a, b) => wildcards(a) - wildcards(b));

  return (method, path) => {
    const segments = decodedSegments(path);
    if (!segments) return undefined;
    for (const { route, segments: pattern } of byShape.get(`${method} ${segments.length}`) ?? []) {
      const path = matchSegments(pattern, segments);
      if (path) return { ...route, path };
    }
    return undefined;
  };
}

interface Compiled {
  readonly segments: readonly string[];
  readonly route: Route;
}

function wildcards(route: Compiled): number {
  return route.segments.filter((segment) => segment.startsWith(":")).length;
}

function decodedSegments(path: string): string[] | undefined {
  try {
    return path
      .replace(/(.)\/$/, "$1")
      .split("/")
      .slice(1)
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parts: [string, string][] = [];
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? "";
    if (expected.startsWith(":") && actual !== "") parts.push([expected.slice(1), actual]);
    else if (expected !== actual) return undefined;
  }
  return Object.fromEntries(parts);
}
