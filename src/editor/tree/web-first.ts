/** Order of process types: `web`, then by name. The platform gives them in any order. */
export function webFirst(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "web") return -1;
  return b === "web" || a > b ? 1 : -1;
}
