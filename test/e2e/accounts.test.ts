import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { totp } from "../../src/sandbox/api/totp.ts";
import {
  answer,
  answerNotification,
  clearNotifications,
  clickWelcome,
  contextMenu,
  expand,
  notification,
  openHerokuView,
  openWorkbench,
  pick,
  pickLabels,
  quickInputText,
  row,
  rows,
  runCommand,
  screenshot,
  type Workbench,
  waitForDescription,
} from "./driver/driver.ts";
import { type E2eSandbox, startE2eSandbox } from "./sandbox.ts";

const password = "correct horse";
const careful = "careful@example.com";

describe("a person with several accounts", () => {
  let sandbox: E2eSandbox;
  let workbench: Workbench;
  let token: string;

  before(async () => {
    sandbox = await startE2eSandbox({ seed: "demo" });
    const { HEROKU_HOST = "", HEROKU_API_KEY = "" } = sandbox.env;
    token = HEROKU_API_KEY;
    workbench = await openWorkbench({ env: { HEROKU_HOST, HEROKU_LOGIN_HOST: sandbox.apiUrl } });
  });
  after(async () => {
    await workbench?.close();
    await sandbox?.close();
  });

  const call = async <T>(by: string, method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { Accept: "application/vnd.heroku+json; version=3", Authorization: `Bearer ${by}` };
    const answered = await fetch(sandbox.apiUrl + path, {
      method,
      headers: { ...headers, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answered.ok, `${method} ${path}: ${answered.status}`);
    return (await answered.json()) as T;
  };

  test("signs in on the login page, which the editor opens and waits for", async () => {
    const { page } = workbench;
    await openHerokuView(page);
    await clickWelcome(page, "Sign In…");
    const ways = ["Browser", "API Key", "E-Mail and Password", "Session of the Heroku CLI"];
    assert.deepEqual(
      (await pickLabels(page)).filter((label) => ways.includes(label)),
      ways,
    );
    await screenshot(page, "sign-in-ways");
    const login = await workbench.opening(() => pick(page, "Browser"));
    assert.match(await quickInputText(page), /Copy Link[\s\S]*Paste an API Key Instead/);
    await screenshot(page, "sign-in-waiting");
    await login.getByLabel("Password").fill(token);
    await login.getByRole("button", { name: "Log In" }).click();
    await login.getByText("You can close this page").waitFor();
    await login.close();
    await notification(page, /Signed in to Heroku as /);
    await row(page, "demo-shop").waitFor();
  });

  test("adds an account by password and second factor; each has its apps", async () => {
    const { page } = workbench;
    const made = await call<Made>(token, "POST", "/sandbox/accounts", { email: careful, password });
    await call(made.token, "POST", "/apps", { name: "careful-site" });
    const { two_factor_secret: secret } = await call<Made>(token, "PATCH", `/sandbox/accounts/${made.id}`, {
      two_factor: "account",
    });
    await runCommand(page, "Heroku: Sign In…");
    await pick(page, "E-Mail and Password");
    await page.getByText("E-mail address of your Heroku account").waitFor();
    await answer(page, careful);
    await page.getByText(`Password of ${careful}`).waitFor();
    await answer(page, "not the password");
    await page.getByText("This is not the password of").waitFor();
    await answer(page, password);
    await page.getByText("Code of the second factor").waitFor();
    await answer(page, totp(secret, new Date()));
    await notification(page, /Signed in to Heroku as careful@example\.com/);
    await clearNotifications(page);
    await expandAll(page);
    await row(page, "demo-shop").waitFor();
    await row(page, "careful-site").waitFor();
    await screenshot(page, "two-accounts");
  });

  test("is asked for a code by what changes something, and not again", async () => {
    const { page } = workbench;
    const all = await call<Made[]>(token, "GET", "/sandbox/accounts");
    const secret = all.find(({ email }) => email === careful)?.two_factor_secret ?? "";
    await contextMenu(page, "careful-site", "Turn On Maintenance Mode");
    await page.getByText(`Second factor of ${careful}`).waitFor();
    await screenshot(page, "second-factor");
    await answer(page, "000000");
    await page.getByText("The two-factor code is wrong").waitFor();
    await answer(page, totp(secret, new Date()));
    await waitForDescription(page, "careful-site", /maintenance/);
    await contextMenu(page, "careful-site", "Turn Off Maintenance Mode");
    await notification(page, /is off for careful-site/);
    await waitForDescription(page, /@|sandbox/i, /^no code until /);
    await clearNotifications(page);
    await screenshot(page, "second-factor-holds");
  });

  test("sees at once that a sign-in was revoked, and renews it in place", async () => {
    const { page } = workbench;
    const all = await call<{ id: string; description: string }[]>(token, "GET", "/oauth/authorizations");
    const ours = all.filter(({ description }) => description.startsWith("Heroku Workbench on"));
    for (const { id } of ours) await call(token, "DELETE", `/oauth/authorizations/${id}`);
    await runCommand(page, "Heroku: Refresh Apps");
    await notification(page, /no longer accepts this sign-in/);
    await row(page, "careful-site").waitFor();
    await row(page, "demo-shop").waitFor({ state: "hidden" });
    await screenshot(page, "revoked");
    const login = await workbench.opening(() =>
      answerNotification(page, /no longer accepts this sign-in/, "Sign In Again…"),
    );
    await login.getByLabel("Password").fill(token);
    await login.getByRole("button", { name: "Log In" }).click();
    await login.getByText("You can close this page").waitFor();
    await login.close();
    await expandAll(page);
    await row(page, "demo-shop").waitFor();
  });

  test("signs out of one of them", async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await runCommand(page, "Heroku: Sign Out…");
    await pick(page, careful);
    await row(page, "careful-site").waitFor({ state: "hidden" });
    await row(page, "demo-shop").waitFor();
  });
});

/** As the sandbox answers; the secret is what an authenticator is given. */
interface Made {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly two_factor_secret: string;
}

/** With several accounts each has a row of its own. */
async function expandAll(page: Page): Promise<void> {
  await row(page, /@/).waitFor();
  for (const { label, expanded } of await rows(page)) if (label.includes("@") && !expanded) await expand(page, label);
}
