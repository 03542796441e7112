import type { DotenvReading, DotenvWarning, Environment } from "./reading.ts";

/**
 * Ruby's dotenv 2.4, `lib/dotenv/parser.rb`: line by line, `$X` replaced except in single quotes. It runs `$(command)`
 * when it loads the file; here that stays as it is, with a warning.
 */
export function readRubyDotenv(text: string, environment: Environment): DotenvReading {
  const values = new Map<string, string>();
  const warnings: DotenvWarning[] = [];
  const lookUp = (name: string) =>
    values.get(name) ?? (Object.hasOwn(environment, name) ? environment[name] : "") ?? "";
  for (const [number, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const [whole = "", key] = head.exec(line) ?? [];
    const raw = key === undefined ? undefined : rawValue(line.slice(whole.length));
    if (key === undefined || raw === undefined) continue;
    if (/(^|[^\\])\$\(/.test(raw) && !raw.startsWith("'")) {
      warnings.push({ message: "Ruby's dotenv runs the command in $(…) when it loads the file", line: number });
    }
    values.set(key, meaning(raw, lookUp));
  }
  return { kind: "read", values, warnings };
}

const head = /^[ \t\f\v]*(?:export[ \t\f\v]+)?([A-Za-z0-9_.]+)(?:[ \t\f\v]*=[ \t\f\v]*|:[ \t\f\v])/;

/** Up to a comment, or up to the last quote that nothing but a comment follows. */
function rawValue(rest: string): string | undefined {
  const quote = rest[0];
  if (quote === "'" || quote === '"') {
    for (let at = rest.lastIndexOf(quote); at > 0; at = rest.lastIndexOf(quote, at - 1)) {
      const hash = afterSpaces(rest, at + 1);
      if (at + 1 === rest.length || rest[hash] === "#") return rest.slice(0, at + 1);
    }
  }
  const hash = rest.indexOf("#");
  return (hash === -1 ? rest : rest.slice(0, hash)).trim();
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (/[ \t\f\v]/.test(text[at] ?? "")) at++;
  return at;
}

function meaning(raw: string, lookUp: (name: string) => string): string {
  const quote = raw[0] ?? "";
  const quoted = raw.length > 1 && (quote === "'" || quote === '"') && raw.endsWith(quote);
  const inside = quoted ? raw.slice(1, -1) : raw;
  if (quoted && quote === "'") return inside;
  return expand(quoted ? withoutBackslashes(inside) : inside, lookUp);
}

function withoutBackslashes(inside: string): string {
  return inside
    .replaceAll("\\n", "\n")
    .replaceAll("\\r", "\r")
    .replace(/\\([^$])/gu, "$1");
}

function expand(value: string, lookUp: (name: string) => string): string {
  return value.replace(/(\\)?\$(?!\()\{?([A-Za-z0-9_]+)?\}?/g, (whole, escaped, name) => {
    if (escaped) return whole.slice(1);
    return name ? lookUp(name) : whole;
  });
}
