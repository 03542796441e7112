/** The addresses in what a person typed or pasted: apart by commas, semicolons, spaces or lines; each once. */
export function emailsIn(text: string): readonly string[] {
  const all = text.split(/[\s,;]+/).map((it) => it.replace(/^<|>$/g, "").toLowerCase());
  return [...new Set(all.filter(Boolean))];
}

/** What is wrong with what was typed: nothing to invite, no address, or somebody who is there already. */
export function complaintAboutEmails(text: string, present: readonly string[]): string | undefined {
  const emails = emailsIn(text);
  if (emails.length === 0) return "An e-mail address, or several.";
  const odd = emails.find((email) => !isEmail(email));
  if (odd !== undefined) return `${odd} is no e-mail address.`;
  const there = new Set(present.map((email) => email.toLowerCase()));
  const known = emails.filter((email) => there.has(email));
  return known.length === 0 ? undefined : `${known.join(", ")} already ${known.length === 1 ? "works" : "work"} on it.`;
}

function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"'<>()]+@[^\s@"'<>()]+\.[^\s@"'<>().]{2,}$/.test(text);
}
