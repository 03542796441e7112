/** The platform's rule for names of apps (platform-api schema, `app.name`). */
const pattern = /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/;

/** Why a name will not do, in a sentence; undefined when it will. The empty name is the platform's to choose. */
export function appNameProblem(name: string): string | undefined {
  if (name === "" || pattern.test(name)) return undefined;
  if (/[^a-z0-9-]/.test(name)) return "Only lower-case letters, digits and dashes.";
  if (!/^[a-z]/.test(name)) return "The name starts with a letter.";
  if (name.length < 3) return "At least 3 characters.";
  if (name.length > 30) return `At most 30 characters; these are ${name.length}.`;
  return "The name ends with a letter or a digit.";
}
