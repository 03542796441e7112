/** `1 kB`, `12.3 MB`: decimal, as the platform counts its limits. Undefined for nothing. */
export function readableBytes(size: number | null | undefined): string | undefined {
  if (!size) return undefined;
  if (size < 1e6) return `${Math.max(1, Math.round(size / 1e3))} kB`;
  return `${(size / 1e6).toFixed(size < 1e8 ? 1 : 0)} MB`;
}
