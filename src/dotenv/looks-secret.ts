/** Whether a value of this key should stay out of git: the key says so, or the value is of a known kind. */
export function looksSecret(key: string, value: string): boolean {
  if (looksLikeKnownSecret(value)) return true;
  return !isPlaceholder(value) && isSecretName(key) && value.length >= 8 && !/\s/.test(value);
}

/** Whether a value is hardly an example: of a known kind, or random text under the name of a secret. */
export function looksReal(key: string, value: string): boolean {
  return looksLikeKnownSecret(value) || (isSecretName(key) && isRandom(value) && !isPlaceholder(value));
}

/** Names whose values are secrets; `PUBLISHABLE_KEY`, `TOKEN_URL` and the like are none. */
export function isSecretName(key: string): boolean {
  const name = key.toUpperCase();
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

function looksLikeKnownSecret(value: string): boolean {
  const start = value.slice(0, 4096);
  const example = /x{4}|\*{3}|\.{3}|example/i.test(start);
  return (!example && knownKinds.some((kind) => kind.test(start))) || holdsPassword(start);
}

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
  const words = value.toLowerCase().split(/[^a-z]+/);
  return words.some((word) => placeholderWords.has(word)) || new Set(value).size < 4;
}

const placeholderWords = new Set(
  "your example sample changeme change replace replaceme todo dummy fake test testing placeholder secret password passwd insert here none null undefined foobar development dev local localhost postgres root admin user enter fill".split(
    " ",
  ),
);

/** Sixteen characters and more, letters and digits, more than 3 bits of Shannon entropy each. */
function isRandom(value: string): boolean {
  if (value.length < 16 || value.length > 4096 || /\s/.test(value)) return false;
  return /[A-Za-z]/.test(value) && /[0-9]/.test(value) && entropy(value) > 3;
}

/** Bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
