/** How a language's code reads a config var. */
export interface Pattern {
  /** Without one of these words a file holds no use: a search for them is far quicker than the expressions. */
  readonly words: readonly string[];
  /** Global; the one group that matches is the config var's name. Linear in the length of the text. */
  readonly uses: RegExp;
  /** A line that starts with it is a comment. */
  readonly comment: RegExp;
}

const slashes = /^(?:\/\/|\/?\*)/;
const hash = /^#/;
const quoted = String.raw`(?:"|'|\x60)([A-Za-z_]\w*)["'\x60]`;
/** Where other things than config vars are read in the same way, only upper case counts. */
const upper = `["']([A-Z][A-Z0-9_]*)["']`;

const javascript: Pattern = {
  words: [".env"],
  uses: expression(
    String.raw`\b(?:process|Bun)\.env\??\.([A-Za-z_]\w*)`,
    String.raw`\bprocess\.env(?:\?\.)?\[\s*${quoted}\s*\]`,
    String.raw`\bDeno\.env\.(?:get|has)\(\s*${quoted}`,
  ),
  comment: slashes,
};

const ruby: Pattern = {
  words: ["ENV"],
  uses: expression(
    String.raw`\bENV\[\s*${quoted}\s*\]`,
    String.raw`\bENV\.(?:fetch|key\?|has_key\?|include\?|delete)\s*\(?\s*${quoted}`,
  ),
  comment: hash,
};

const python: Pattern = {
  words: ["env", "config("],
  uses: expression(
    String.raw`\benviron\[\s*${quoted}\s*\]`,
    String.raw`\benviron\.(?:get|setdefault|pop)\(\s*${quoted}`,
    String.raw`\bgetenv\(\s*${quoted}`,
    String.raw`${quoted}\s+(?:not\s+)?in\s+(?:os\.)?environ\b`,
    // django-environ and environs; decouple and Starlette.
    String.raw`\benv(?:\.[a-z_]+)?\(\s*${upper}`,
    String.raw`\bconfig\(\s*${upper}`,
  ),
  comment: hash,
};

const jvm: Pattern = {
  words: ["getenv", "sys.env"],
  uses: expression(
    String.raw`\bgetenv\(\s*${quoted}`,
    String.raw`\bgetenv\(\)(?:\.get(?:OrDefault)?\(|\[)\s*${quoted}`,
    String.raw`\bSystem/getenv\s+${quoted}`,
    String.raw`\bsys\.env(?:\.get|\.getOrElse|\.contains)?\(\s*${quoted}`,
  ),
  comment: slashes,
};

const go: Pattern = {
  words: ["env"],
  uses: expression(
    String.raw`\bos\.(?:Getenv|LookupEnv)\(\s*${quoted}`,
    // Tags of a structure's fields, as caarlos0/env and envconfig read them.
    String.raw`\b(?:env|envconfig):"([A-Z][A-Z0-9_]*)`,
  ),
  comment: slashes,
};

const php: Pattern = {
  words: ["env", "_ENV"],
  uses: expression(String.raw`\b(?:get)?env\(\s*${quoted}`, String.raw`\$_ENV\[\s*${quoted}\s*\]`),
  comment: /^(?:\/\/|\/?\*|#)/,
};

const elixir: Pattern = {
  words: ["_env"],
  uses: expression(String.raw`\bSystem\.(?:get_env|fetch_env!?)\(\s*${quoted}`),
  comment: hash,
};

const dotnet: Pattern = {
  words: ["EnvironmentVariable"],
  uses: expression(String.raw`\bGetEnvironmentVariable\(\s*${quoted}`),
  comment: slashes,
};

const rust: Pattern = {
  words: ["var"],
  uses: expression(String.raw`\b(?:env|dotenvy|dotenv)::var(?:_os)?\(\s*${quoted}`),
  comment: slashes,
};

/** `${PORT:8080}` in the properties of Spring and its kin. */
const properties: Pattern = {
  words: ["${"],
  uses: expression(String.raw`\$\{([A-Z][A-Z0-9_]*)[:}]`),
  comment: hash,
};

const byExtension: ReadonlyMap<string, Pattern> = new Map([
  ...each(javascript, "js mjs cjs jsx ts mts cts tsx vue svelte astro coffee"),
  // YAML, because Rails' is ERB: `url: <%= ENV["DATABASE_URL"] %>`.
  ...each(ruby, "rb rake ru erb haml slim gemspec builder jbuilder cr yml yaml"),
  ...each(python, "py pyi"),
  ...each(jvm, "java kt kts groovy gradle scala sbt sc clj cljc"),
  ...each(go, "go"),
  ...each(php, "php"),
  ...each(elixir, "ex exs eex heex"),
  ...each(dotnet, "cs fs vb cshtml razor"),
  ...each(rust, "rs"),
]);

/** How the file's language reads config vars; undefined for a file without code. */
export function patternOf(file: string): Pattern | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (/^(?:Rakefile|Gemfile|Capfile|Guardfile|Puma)$/.test(name)) return ruby;
  if (/^application(?:-[\w-]+)?\.(?:properties|ya?ml)$/.test(name)) return properties;
  if (/\.min\.\w+$|\.d\.\w+$/.test(name)) return undefined;
  return byExtension.get(name.slice(name.lastIndexOf(".") + 1));
}

function expression(...alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.join("|"), "g");
}

function each(pattern: Pattern, extensions: string): [string, Pattern][] {
  return extensions.split(" ").map((extension) => [extension, pattern]);
}
