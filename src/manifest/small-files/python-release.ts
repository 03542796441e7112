/** When upstream ended a minor version of Python 3 (PEPs 569 to 664, python.org), as far as it is past. */
const ends: ReadonlyMap<number, string> = new Map([
  [6, "December 2021"],
  [7, "June 2023"],
  [8, "October 2024"],
  [9, "October 2025"],
  [10, "October 2026"],
]);

/** Heroku's buildpack refuses this minor version of Python 3 and all before it (its changelog, January 2025). */
const lastRefused = 8;

/** What is wrong with a version that has ended, as a sentence; undefined for one that is maintained. */
export function endOfLife(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 3 || (major === 3 && minor <= lastRefused)) {
    return `Python ${major}.${minor} has ended: the Python buildpack refuses it and the build stops.`;
  }
  const end = major === 3 ? ends.get(minor) : undefined;
  return (
    end && `Python ${major}.${minor} ended in ${end} and gets no security updates; the buildpack drops such versions.`
  );
}

/** `3.13` or `3.13.1`, without leading zeros, as the buildpack's expression has it. */
export const pythonVersion = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*|\*))?$/;

/** The version that was probably meant: without quotes, `python-` and `v`, spaces or signs. */
export function plainVersion(text: string): string | undefined {
  const found =
    /^["']?(?:python|cpython)?[-=@ ]*(?:[=~^]=?|>=)? *v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)["']?\s*(?:#.*)?$/i.exec(text);
  return found?.[1] !== undefined && pythonVersion.test(found[1]) ? found[1] : undefined;
}
