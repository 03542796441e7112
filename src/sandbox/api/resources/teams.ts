import { stableId } from "../../catalogue/stable-id.ts";
import { type Call, created, list, ok, type Route } from "../call.ts";
import { invalidParams } from "../errors.ts";
import { checkTeamName, type OwnTeam, requireAdmin, withTeam } from "../find-team.ts";
import { optionalString, requiredString } from "../parameters.ts";
import { permissionViews } from "../views/permission.ts";
import { teamView } from "../views/team.ts";

const none = () => list([], { attributes: ["id", "name"] });

export const teamRoutes: readonly Route[] = [
  { method: "GET", pattern: "/teams", handler: listTeams },
  { method: "POST", pattern: "/teams", handler: create },
  { method: "GET", pattern: "/teams/:team", handler: withTeam((call, team) => ok(teamView(call, team, team.role))) },
  { method: "PATCH", pattern: "/teams/:team", handler: withTeam(rename) },
  { method: "DELETE", pattern: "/teams/:team", handler: withTeam(remove) },
  { method: "GET", pattern: "/teams/:team/features", handler: withTeam(listFeatures) },
  { method: "GET", pattern: "/teams/:team/invitations", handler: withTeam(none) },
  { method: "GET", pattern: "/teams/:team/spaces", handler: withTeam(none) },
  { method: "GET", pattern: "/enterprise-accounts", handler: none },
  {
    method: "GET",
    pattern: "/teams/permissions",
    handler: () => list(permissionViews(["view", "deploy", "operate", "manage"]), { attributes: ["name"] }),
  },
];

function listTeams(call: Call) {
  const teams = call.parts.store.teams.ofMember(call.user.id);
  return list(
    teams.map((team) => teamView(call, team, team.role)),
    { attributes: ["id", "name"] },
  );
}

/** What tells clients that apps of an enterprise team have permissions for each collaborator. */
function listFeatures(_: Call, team: OwnTeam) {
  const accessControls = {
    created_at: team.createdAt,
    description: "Permissions for each collaborator of an app.",
    display_name: "Access controls",
    doc_url: "https://devcenter.heroku.com/articles/app-permissions",
    enabled: true,
    feedback_email: "",
    id: stableId("team-feature", team.id),
    name: "org-access-controls",
    state: "general",
    updated_at: team.createdAt,
  };
  return list(team.type === "enterprise" ? [accessControls] : [], { attributes: ["id", "name"] });
}

function create(call: Call) {
  const { store } = call.parts;
  const name = requiredString(call.body, "name");
  checkTeamName(name);
  const team = store.transaction(() => {
    const made = store.teams.create({ name });
    store.teams.addMember(made.id, call.user, "admin");
    return made;
  });
  return created(teamView(call, team, "admin"));
}

function rename(call: Call, team: OwnTeam) {
  requireAdmin(team);
  const name = optionalString(call.body, "name");
  if (name === undefined) return ok(teamView(call, team, team.role));
  checkTeamName(name);
  return ok(teamView(call, call.parts.store.teams.rename(team.id, name), team.role));
}

function remove(call: Call, team: OwnTeam) {
  requireAdmin(team);
  const { store } = call.parts;
  if (store.apps.ofTeam(team.id).length > 0) throw invalidParams(`${team.name} still has apps.`);
  store.teams.delete(team.id);
  return ok(teamView(call, team, team.role));
}
