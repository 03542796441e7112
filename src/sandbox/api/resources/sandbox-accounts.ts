import { type TwoFactorDemand, twoFactorDemands } from "../../store/identity.ts";
import type { AccountRecord } from "../../store/records.ts";
import { type Call, created, type JsonObject, list, ok, pathPart, type Route } from "../call.ts";
import { emailOf } from "../email.ts";
import { invalidParams, notFound } from "../errors.ts";
import { checkTeamName } from "../find-team.ts";
import { optionalString, requiredObjects, requiredString } from "../parameters.ts";
import { isSecret, randomSecret } from "../totp.ts";
import { teamMemberView, teamView } from "../views/team.ts";

/** Accounts and teams made at will, for people who try things and for tests. The platform has no such thing. */
export const sandboxAccountRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/sandbox/accounts",
    handler: (call) =>
      list(
        call.parts.store.accounts.list().map((account) => view(call, account)),
        { attributes: ["id"] },
      ),
  },
  { method: "POST", pattern: "/sandbox/accounts", handler: create },
  { method: "PATCH", pattern: "/sandbox/accounts/:account", handler: update },
  { method: "POST", pattern: "/sandbox/teams", handler: createTeam },
];

/** With a token of the new account, which is main. */
function create(call: Call) {
  const { accounts, authorizations } = call.parts.store;
  const email = emailOf(requiredString(call.body, "email"));
  const name = optionalString(call.body, "name") ?? email;
  const change = twoFactorIn(call.body);
  const account = accounts.create({ email, name, password: optionalString(call.body, "password") });
  const changed = change ? accounts.update(account.id, change) : account;
  const { token } = authorizations.create({ account, description: "Sandbox", main: true });
  return created({ ...view(call, changed), token });
}

function update(call: Call) {
  const { accounts } = call.parts.store;
  const wanted = pathPart(call, "account");
  const account = wanted === "~" ? call.user : accounts.find(wanted);
  if (!account) throw notFound("account");
  const [name, password] = [optionalString(call.body, "name"), optionalString(call.body, "password")];
  const changed = accounts.update(account.id, {
    ...(name === undefined ? {} : { name }),
    ...(password === undefined ? {} : { password }),
    ...twoFactorIn(call.body, accounts.twoFactorSecret(account.id)),
  });
  return ok(view(call, changed));
}

/** `members` is a list of `{email, role}`; who makes the team is an admin of it unless the list says otherwise. */
function createTeam(call: Call) {
  const { store } = call.parts;
  const name = requiredString(call.body, "name");
  checkTeamName(name);
  const type = optionalString(call.body, "type") === "enterprise" ? "enterprise" : "team";
  const members = call.body["members"] === undefined ? [] : requiredObjects(call.body, "members").map(memberIn);
  const team = store.transaction(() => {
    const made = store.teams.create({ name, type });
    store.teams.addMember(made.id, call.user, "admin");
    for (const { email, role } of members) store.teams.addMember(made.id, store.accounts.findOrInvite(email), role);
    return made;
  });
  const role = store.teams.member(team.id, call.user.id)?.role ?? "admin";
  return created({ ...teamView(call, team, role), members: store.teams.members(team.id).map(teamMemberView) });
}

function memberIn(member: JsonObject) {
  const role = optionalString(member, "role") ?? "member";
  if (role !== "admin" && role !== "member" && role !== "viewer") throw invalidParams(`There is no role ${role}.`);
  return { email: emailOf(requiredString(member, "email")), role } as const;
}

/** `two_factor` is a demand, or true for `account`; a secret is made where there is none. */
function twoFactorIn(body: JsonObject, known: string | null = null) {
  const { two_factor: wanted } = body;
  const given = optionalString(body, "two_factor_secret");
  if (given !== undefined && !isSecret(given)) throw invalidParams("two_factor_secret must be in base 32");
  if (wanted === undefined) return given === undefined ? undefined : { twoFactorSecret: given };
  return { twoFactor: demandIn(wanted), twoFactorSecret: given ?? known ?? randomSecret() };
}

function demandIn(wanted: unknown): TwoFactorDemand {
  if (typeof wanted === "boolean") return wanted ? "account" : "none";
  const demand = twoFactorDemands.find((name) => name === wanted);
  if (!demand) throw invalidParams(`two_factor must be one of ${twoFactorDemands.join(", ")}`);
  return demand;
}

const view = ({ parts }: Call, account: AccountRecord) => ({
  email: account.email,
  id: account.id,
  name: account.name,
  two_factor: account.twoFactor,
  two_factor_secret: parts.store.accounts.twoFactorSecret(account.id),
});
