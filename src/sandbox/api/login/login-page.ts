import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Login } from "./logins.ts";

/** The form in which a person decides. Needs no script; `mistake` says what was wrong with the last try. */
export function sendLoginPage(
  response: ServerResponse,
  login: Login,
  { own, email = own, mistake }: { readonly own: string; readonly email?: string; readonly mistake?: string },
): void {
  const alert = mistake === undefined ? "" : `<p role="alert">${escaped(mistake)}</p>`;
  sendPage(
    response,
    mistake === undefined ? 200 : 403,
    "Log in to the sandbox",
    `<p>This asks to use your account of the local Heroku:</p><p><strong>${escaped(login.description)}</strong></p>${alert}
<form method="post">
<input type="hidden" name="form_token" value="${login.formToken}">
<label>Email<input name="email" type="email" autocomplete="username" required value="${escaped(email)}"></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required autofocus
 aria-describedby="hint"></label>
<p id="hint">An account without a password takes its API token. That of ${escaped(own)} is in the file
 <code>token</code> of the data folder.</p>
<label>Two-factor code, if the account asks for one<input name="code" inputmode="numeric"
 autocomplete="one-time-code"></label>
<div><button name="action" value="login">Log In</button>
<button name="action" value="deny" formnovalidate>Deny</button></div>
</form>`,
  );
}

export function sendMessagePage(response: ServerResponse, status: number, title: string, text: string): void {
  sendPage(response, status, title, `<p>${escaped(text)}</p>`);
}

/** Nothing runs, nothing is loaded, nobody frames it. The origin is sent along with the form, for the check of it. */
function sendPage(response: ServerResponse, status: number, title: string, body: string): void {
  const nonce = randomBytes(16).toString("base64");
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": Buffer.byteLength(html),
    "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  });
  response.end(html);
}

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;place-items:start center}
main{width:min(26rem,100% - 2rem);margin:3rem 0}h1{font-size:1.4rem}label{display:block;margin:1rem 0 0}
input{display:block;box-sizing:border-box;width:100%;font:inherit;padding:.5rem}#hint{font-size:.85rem;margin:.25rem 0}
button{font:inherit;padding:.5rem 1.2rem;margin:1.5rem .5rem 0 0}[role=alert]{border-left:4px solid #c0392b;padding:.5rem .8rem}`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
