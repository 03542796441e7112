import assert from "node:assert/strict";
import type { ChildSandbox } from "../child-sandbox.ts";

export interface SandboxAccount {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly two_factor_secret: string | null;
}

/** Another account of a sandbox; `two_factor` as `POST /sandbox/accounts` takes it. */
export async function newSandboxAccount(
  { apiUrl, token }: ChildSandbox,
  account: Readonly<Record<string, string>>,
): Promise<SandboxAccount> {
  const answer = await fetch(`${apiUrl}/sandbox/accounts`, {
    method: "POST",
    body: JSON.stringify(account),
    headers: {
      Accept: "application/vnd.heroku+json; version=3",
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
    },
  });
  assert.equal(answer.status, 201);
  return (await answer.json()) as SandboxAccount;
}
