/** Whether a value of this key should stay out of git: the key says so, or the value is of a known kind. */
export function looksSecret(key: string, value: string): boolean {
  if (looksKnown(key, value)) return true;
  return !isPlaceholder(value) && isSecretName(key) && value.length >= 8 && !/\s/.test(value);
}

/** Whether a value is hardly an example: of a known kind, or random text under the name of a secret. */
export function looksReal(key: string, value: string): boolean {
  return looksKnown(key, value) || (isSecretName(key) && isRandom(value) && !isPlaceholder(value));
}

/** Whether a value is of a kind that some service gives out, or a URL with a password. */
export function looksKnown(key: string, value: string): boolean {
  const start = value.slice(0, 4096);
  if (isForBrowsers.test(start) && isPublicName(key.toUpperCase())) return false;
  return (!isExample(start) && knownKinds.some((kind) => kind.test(start))) || holdsPassword(start);
}

/** Kinds of keys that pages are given too: Firebase's and Google Maps', tokens of an anonymous role. */
const isForBrowsers = /^(?:AIza|eyJ)/;

/** Names whose values a bundler puts into the page, or that are public by what they say. */
function isPublicName(name: string): boolean {
  return /^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC|VITE|VUE_APP|REACT_APP|GATSBY|STORYBOOK)_|(?:^|_)(?:ANON|FIREBASE)_(?:API_)?KEY$/.test(
    name,
  );
}

/** Words between the separators of a known kind: `sk-your-key`. */
function isExample(value: string): boolean {
  if (/x{4}|\*{3}|\.{3}|example/i.test(value)) return true;
  return value.split(/[-_.\s\\]+/, 100).some((word) => placeholderWords.has(word.toLowerCase()));
}

/** Names whose values are secrets; `PUBLISHABLE_KEY`, `TOKEN_URL` and the like are none. */
export function isSecretName(key: string): boolean {
  const name = key.toUpperCase();
  if (isPublicName(name)) return false;
  if (/PUBLI(?:C|SHABLE)|_(?:URL|URI|PATH|FILE|ID|NAME|EXPIRY|EXPIRES(?:_IN)?|TTL|LENGTH|HOST|PORT|USER)$/.test(name))
    return false;
  return /(?:^|_)(?:SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PWD|PASS|TOKEN|CREDENTIALS?|(?:API|PRIVATE|ACCESS|MASTER|ENCRYPTION|SIGNING)_?KEY(?:_BASE)?|APIKEY|SECRET_?KEY(?:_BASE)?)(?:_|$)/.test(
    name,
  );
}

const knownKinds = [
  /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^AKIA[0-9A-Z]{16}$/,
  /^(?:sk|rk)_live_[0-9A-Za-z]{16,}$/,
  /^gh[pousr]_[0-9A-Za-z]{30,}$/,
  /^github_pat_[0-9A-Za-z_]{30,}$/,
  /^glpat-[0-9A-Za-z_-]{20,}$/,
  /^xox[abeoprs]-[0-9A-Za-z-]{20,}$/,
  /^HRKU-[0-9A-Za-z_-]{20,}$/,
  /^SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}$/,
  /^AIza[0-9A-Za-z_-]{35}$/,
  /^sk-[0-9A-Za-z_-]{32,}$/,
  /^npm_[0-9A-Za-z]{36}$/,
  /^eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}$/,
];

/** A URL with a password for another machine than this one. */
function holdsPassword(value: string): boolean {
  const [, password = "", host = ""] =
    /^[a-z][a-z0-9+.-]{1,20}:\/\/[^:/?#\s@]*:([^/?#\s@]+)@([^/?#\s@:]+)/i.exec(value) ?? [];
  if (
    !host.includes(".") ||
    /^(?:127\.|0\.0\.0\.0|10\.|192\.168\.)|(?:^|\.)example\.|\.(?:local|test|example|internal|invalid)$/i.test(host)
  )
    return false;
  return password.length >= 8 && !isPlaceholder(password);
}

function isPlaceholder(value: string): boolean {
  if (value.length < 6 || /^[<[{$%]|[>\]}]$|\.\.\.|\*\*\*|xxxx/i.test(value)) return true;
  if (/change_?me|password|passphrase|secret|example|placeholder|replace|random/i.test(value)) return true;
  const words = value.toLowerCase().split(/[^a-z]+/);
  return words.some((word) => placeholderWords.has(word)) || new Set(value).size < 4;
}

const placeholderWords = new Set(
  "your example sample changeme change replace replaceme todo dummy fake test testing placeholder secret password passwd insert here none null undefined foobar development dev local localhost postgres root admin user enter fill".split(
    " ",
  ),
);

/**
 * What a generator makes: hexadecimal digits, or letters and digits in no order, of more than 3 bits of Shannon entropy
 * each. Words in which digits stand for letters are none, nor are words that are joined.
 */
function isRandom(value: string): boolean {
  if (value.length < 16 || value.length > 4096 || !/[A-Za-z]/.test(value) || !/[0-9]/.test(value)) return false;
  if (/^[0-9a-f-]+$|^[0-9A-F-]+$/.test(value)) return value.length >= 24 && entropy(value) > 3;
  if (!/^[0-9A-Za-z+/=_.:~!@#$%^&*-]+$/.test(value) || /[a-z]{6}|[A-Z]{6}/.test(value)) return false;
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  return entropy(value) > 3 && (isMixed || (value.length >= 24 && /^[0-9A-Za-z]+$/.test(value)));
}

/** Bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
