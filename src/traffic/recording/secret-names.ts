/** What stands in the place of a secret. A request with it can be sent again, though not as the same person. */
export const scrubbed = "SCRUBBED";

const secretWords = new Set(
  (
    "token tokens secret secrets password passwords passwd passphrase pwd pass apikey sig signature hmac auth " +
    "authorization cookie cookies session sessionid sid jwt otp totp pin credential credentials cvv cvc csrf xsrf bearer assertion"
  ).split(" "),
);

/** What means a secret also in the midst of a word, as in `refreshtoken` and `PHPSESSID`. */
const within =
  /passw|passphrase|passcode|secret|token|apikey|accesskey|privatekey|credential|signature|sess(?:ion)?id|csrf|xsrf|jwt/;

/** `access_key`, but not `sort_key`. */
const secretKeys = new Set(
  (
    "api access private secret auth app client consumer signing encryption master license subscription functions " +
    "rapidapi account storage shared primary secondary session service deploy ssh hmac webhook"
  ).split(" "),
);

/** Headers that end in `Key` and open nothing. */
const harmlessKeys = new Set("idempotency cache surrogate websocket sort partition routing".split(" "));

/** Names that mean a secret only when the value looks like one: `code=DE` is none. */
const maybeSecret = new Set(["code", "state", "nonce", "ticket", "hash", "key"]);

/** Whether a field of a query, a form or JSON holds a secret, by its name. */
export function isSecretField(name: string, value = ""): boolean {
  const words = wordsOf(name.slice(-200));
  // `max_tokens` is a number of words.
  if (words.at(-1) === "tokens" && /^\d+$/.test(value)) return false;
  if (within.test(words.join("")) || words.some((word) => secretWords.has(word))) return true;
  if (words.at(-1) === "key" && secretKeys.has(words.at(-2) ?? "")) return true;
  return words.length === 1 && maybeSecret.has(words[0] ?? "") && value.length >= 16;
}

/** Whether a header holds one: `X-Api-Key`, `Proxy-Authorization`, `X-CSRF-Token`, `X-Amz-Signature`. */
export function isSecretHeader(name: string): boolean {
  if (/^(?:www|proxy)-authenticate$|^sec-|^access-control-/i.test(name)) return false;
  const [before = "", last] = wordsOf(name).slice(-2);
  return isSecretField(name) || (last === "key" && !harmlessKeys.has(before));
}

/** `userAccessToken`, `user-access-token` and `user[access_token]` are the same three words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
