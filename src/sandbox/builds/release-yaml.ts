/**
 * The `default_process_types` of what a buildpack's `bin/release` prints: YAML, of which buildpacks use a map of plain
 * or quoted words (https://devcenter.heroku.com/articles/buildpack-api#bin-release).
 */
export function defaultProcessTypes(yaml: string): Record<string, string> {
  const lines = yaml.split(/\r?\n/);
  const start = lines.findIndex((line) => /^default_process_types:\s*$/.test(line));
  if (start === -1) return {};
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\S/.test(line) && !line.startsWith("#"));
  return Object.fromEntries(rest.slice(0, end === -1 ? undefined : end).flatMap(parseEntry));
}

function parseEntry(line: string): [type: string, command: string][] {
  const [, type, value] = /^\s+["']?([A-Za-z0-9_-]+)["']?:\s+(.*\S)\s*$/.exec(line) ?? [];
  return type === undefined || value === undefined ? [] : [[type, unquoted(value)]];
}

function unquoted(value: string): string {
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/.test(value)) return value.replace(/\s+#.*$/, "");
  try {
    return JSON.parse(value) as string;
  } catch {
    return value.slice(1, -1);
  }
}
