import { escaped } from "./html.ts";

/** The document around the page: it allows this one style and script and nothing else, from nowhere else. */
export function frame({ title, nonce, loading }: { title: string; nonce: string; loading: string }): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main aria-busy="true"><h1>${escaped(title)}</h1><p>${escaped(loading)}</p></main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

const style = `
body { padding: 0 2rem 3rem; line-height: 1.45; color: var(--vscode-foreground); }
main { max-width: 76rem; margin: 0 auto; }
h1 { font-size: 1.7rem; font-weight: 600; margin: 1.6rem 0 .8rem; }
h2 { font-size: 1.15rem; font-weight: 600; margin: 0 .6rem 0 0; }
section { margin-top: 2rem; overflow-x: auto; }
.head { display: flex; align-items: center; gap: .5rem; padding-bottom: .4rem; }
nav { display: flex; flex-wrap: wrap; gap: .5rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: baseline; padding: .35rem 1.2rem .35rem 0; border-top: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder)); overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--vscode-descriptionForeground); font-weight: 400; }
tbody th { font-weight: 400; }
th[scope="row"] { min-width: 8rem; }
.facts th { width: 12rem; color: var(--vscode-descriptionForeground); }
td.act { white-space: nowrap; text-align: right; padding-right: 0; width: 1%; }
td.act button { margin-left: .4rem; }
thead th:last-child:nth-child(n+3) { padding-right: 0; }
code, .value { font-family: var(--vscode-editor-font-family, monospace); font-size: .95em; background: none; padding: 0; color: inherit; }
.value { white-space: pre-wrap; }
.empty, .refused { margin: 0; color: var(--vscode-descriptionForeground); }
.notice { padding: .5rem .8rem; border-left: 3px solid var(--vscode-editorWarning-foreground); background: var(--vscode-textBlockQuote-background); }
ul { margin: 0; padding-left: 1.2rem; }
a { color: var(--vscode-textLink-foreground); }
button { font: inherit; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent)); border-radius: 2px; padding: .2rem .7rem; cursor: pointer; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
button.primary { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
button.primary:hover { background: var(--vscode-button-hoverBackground); }
button:focus-visible, a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

/** A new page keeps the place and the focus; a revealed value lives in its cell alone. */
const script = `
const editor = acquireVsCodeApi();
const main = document.querySelector("main");
addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (button) editor.postMessage({ action: button.dataset.action, of: button.dataset.of ?? "" });
});
addEventListener("message", ({ data }) => {
  if (data.kind === "page") {
    editor.setState(data.state);
    const { scrollTop } = document.documentElement;
    const focused = document.activeElement?.id;
    main.innerHTML = data.html;
    main.setAttribute("aria-busy", "false");
    document.title = data.state.name;
    document.documentElement.scrollTop = scrollTop;
    if (focused) document.getElementById(focused)?.focus();
  }
  if (data.kind === "value") {
    const cell = [...main.querySelectorAll("[data-value-of]")].find((it) => it.dataset.valueOf === data.key);
    const button = document.getElementById("reveal/" + data.key);
    if (cell) cell.textContent = data.value;
    if (button) { button.textContent = data.label; button.setAttribute("aria-label", data.label + " " + data.key); button.dataset.action = data.next; }
  }
});
editor.postMessage({ action: "ready", of: "" });
`;
