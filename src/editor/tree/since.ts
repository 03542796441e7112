const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, as a row says it: `just now`, `5 min`, `2 h`, `3 d`. A clock that is behind counts as now. */
export function since(iso: string, now: Date): string {
  const elapsed = now.getTime() - Date.parse(iso);
  if (!(elapsed >= minute)) return "just now";
  if (elapsed < hour) return `${Math.floor(elapsed / minute)} min`;
  if (elapsed < day) return `${Math.floor(elapsed / hour)} h`;
  return `${Math.floor(elapsed / day)} d`;
}

/** `14:02`, in the reader's own time. */
export function clockTime(at: Date): string {
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}
