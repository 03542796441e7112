/** A URL as it may be printed: without user and password. */
export function withoutSecrets(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}
