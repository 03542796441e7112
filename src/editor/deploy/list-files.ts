/** `4 files: a, b, c and 1 more` */
export function listFiles(files: readonly string[], most = 6): string {
  const shown = files.slice(0, most).join(", ");
  const rest = files.length - most;
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  return `${count}: ${rest > 0 ? `${shown} and ${rest} more` : shown}`;
}

/** Files that look like secrets: they would be sent, and stay in the history. */
export function secretsAmong(files: readonly string[]): string[] {
  return files.filter((file) =>
    /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$)[^/]*)?|[^/]*\.pem|id_rsa|id_ed25519|\.netrc)$/.test(file),
  );
}
