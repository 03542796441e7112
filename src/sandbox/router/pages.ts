import { errorCodes } from "../../logs/error-codes.ts";

/** The page of an app that cannot answer, in the words of the code's entry. */
export function errorPage(code: string): string {
  const known = errorCodes.get(code);
  return page({
    title: "Application error",
    text: known?.meaning ?? "The app could not answer.",
    hint: `${known?.remedy ?? ""} The app's log has the rest.`.trim(),
    code: known ? `${code} ${known.title}` : code,
  });
}

export const maintenancePage = page({
  title: "Down for maintenance",
  text: "This app is in maintenance mode and will be back shortly.",
  hint: "Its dynos keep running. Turn maintenance mode off to serve requests again.",
  code: "H80 Maintenance mode",
});

export const blankPage = page({
  title: "Nothing here yet",
  text: "This app has been created, but nothing has been deployed to it.",
  hint: "Deploy with git push heroku main, or with Deploy to Heroku in your editor.",
  code: "H81 Blank app",
});

export function noSuchAppPage(host: string): string {
  return page({
    title: "No such app",
    text: `There is no app at ${host === "" ? "this address" : host}.`,
    hint: "Check the name. An app of the sandbox lives at its name, followed by .localhost and the router's port.",
    code: "404",
  });
}

export function badRequestPage(why: string): string {
  return page({ title: "Bad request", text: why, hint: "The request was not passed on to the app.", code: "400" });
}

function page(content: { title: string; text: string; hint: string; code: string }): string {
  const { title, text, hint, code } = content;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText;
  font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; padding: 2rem; border-inline-start: 4px solid #7952b3; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; font-weight: 600; }
p { margin: 0 0 .75rem; }
.hint { opacity: .75; }
code { font: .85rem/1 ui-monospace, monospace; opacity: .75; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
<p class="hint">${escapeHtml(hint)}</p>
<code>${escapeHtml(code)}</code>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
