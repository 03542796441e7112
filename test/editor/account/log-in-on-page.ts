import assert from "node:assert/strict";

/** Fills in and sends the sandbox's login page as a browser does; returns what the next page says. */
export async function logInOnPage(
  url: string,
  form: { readonly email: string; readonly password: string; readonly code?: string; readonly action?: "deny" },
): Promise<string> {
  const page = await (await fetch(url)).text();
  const [, formToken = ""] = /name="form_token" value="([^"]+)"/.exec(page) ?? [];
  assert.notEqual(formToken, "", page);
  const body = new URLSearchParams({ form_token: formToken, action: "login", ...form });
  const answer = await fetch(url, { method: "POST", body, headers: { Origin: new URL(url).origin } });
  return answer.text();
}
