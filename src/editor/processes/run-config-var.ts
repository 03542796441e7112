/** `KEY=value`; the value is all after the first `=`, as it is. */
export function assignmentIn(text: string): Record<string, string> {
  const at = text.indexOf("=");
  return at <= 0 ? {} : { [text.slice(0, at).trim()]: text.slice(at + 1) };
}

/** What is wrong with it; the platform takes letters, digits and `_` in a key. */
export function complaintAboutAssignment(text: string): string | undefined {
  const [key] = Object.keys(assignmentIn(text));
  if (key === undefined) return "KEY=value, such as LOG_LEVEL=debug.";
  return /^\w+$/.test(key) ? undefined : "A key has letters, digits and _ only.";
}
