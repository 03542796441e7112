/** Text that is markup already; everything else is escaped. */
export interface Markup {
  readonly markup: string;
}

type Inserted = Markup | number | string | undefined | readonly Markup[];

/** html`<td>${text}</td>`: names and commands come from others, nothing in them becomes markup. */
export function html(texts: TemplateStringsArray, ...values: readonly Inserted[]): Markup {
  const markup = texts.map((text, index) => text + (index < values.length ? shown(values[index]) : "")).join("");
  return { markup };
}

function shown(value: Inserted): string {
  if (value === undefined) return "";
  if (typeof value === "object") return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
  return escaped(String(value));
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
