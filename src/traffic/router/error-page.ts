import { errorCodes } from "../../logs/error-codes.ts";
import type { Fault } from "../../logs/router-fault.ts";

/** What a client is shown in place of an answer: the code, what it means, and what to do. */
export function errorPage({ code, desc }: Fault): string {
  const { meaning = desc, remedy = "" } = errorCodes.get(code) ?? {};
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Application error</title>
<style>
:root { color-scheme: light dark; }
body { margin: 15vh auto; max-width: 34rem; padding: 0 2rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; }
</style>
<h1>Application error</h1>
<p>${escaped(meaning)}</p>
<p>${escaped(remedy)}</p>
<p><code>${escaped(`${code} ${desc}`)}</code></p>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
