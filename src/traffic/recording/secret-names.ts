/** What stands in the place of a secret. A request with it can be sent again, though not as the same person. */
export const scrubbed = "SCRUBBED";

const secretWords = new Set(
  (
    "token tokens secret secrets password passwords passwd passphrase pwd pass apikey sig signature hmac auth " +
    "authorization cookie cookies session sessionid sid jwt otp totp pin credential credentials cvv cvc csrf xsrf bearer assertion"
  ).split(" "),
);

/** `access_key`, but not `sort_key`. */
const secretKeys = new Set(
  "api access private secret auth app client consumer signing encryption master license".split(" "),
);

/** Names that mean a secret only when the value looks like one: `code=DE` is none. */
const maybeSecret = new Set(["code", "state", "nonce", "ticket", "hash", "key"]);

/** Whether a field of a query, a form or JSON holds a secret, by its name. */
export function isSecretField(name: string, value = ""): boolean {
  const words = wordsOf(name);
  if (words.some((word) => secretWords.has(word))) return true;
  if (words.at(-1) === "key" && secretKeys.has(words.at(-2) ?? "")) return true;
  return words.length === 1 && maybeSecret.has(words[0] ?? "") && value.length >= 16;
}

/** Whether a header holds one: `X-Api-Key`, `Proxy-Authorization`, `X-CSRF-Token`, `X-Amz-Signature`. */
export function isSecretHeader(name: string): boolean {
  return isSecretField(name) && !/^(?:www|proxy)-authenticate$|^sec-|^access-control-/i.test(name);
}

/** `userAccessToken`, `user-access-token` and `user[access_token]` are the same three words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
