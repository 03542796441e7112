import { editDistance } from "../../language/edit-distance.ts";

/** The names most like one that does not exist, the best first; at most three, and none that is another word. */
export function nearest(name: string, names: Iterable<string>): string[] {
  const bound = Math.max(1, Math.floor(name.length / 4));
  const found: { name: string; distance: number }[] = [];
  for (const candidate of names) {
    if (candidate === name || Math.abs(candidate.length - name.length) > bound) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bound);
    if (distance <= bound) found.push({ name: candidate, distance });
  }
  const byDistance = found.sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  return byDistance.slice(0, 3).map((one) => one.name);
}
