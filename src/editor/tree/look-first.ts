import type { Collaborator, Dyno } from "../../heroku/resources/types.ts";
import { rowContexts } from "../identifiers.ts";
import { ownerOfKey } from "./addon-of-key.ts";
import type { AppDetails } from "./app-details.ts";
import { teamOf } from "./arrangement.ts";
import { dynoIcon, iconOfType } from "./icons.ts";
import type { CollaboratorNode, ConfigVarNode, DynoNode, ProcessNode } from "./nodes.ts";
import { inOneLine, type RowLook, row, valueIn, withFlags } from "./row-look.ts";
import { since } from "./since.ts";

export function processLook(node: ProcessNode, details: AppDetails): RowLook {
  const entry = valueIn(details.formation.state, []).find(({ type }) => type === node.type);
  const dynos = valueIn(details.dynos.state, []).filter(({ type }) => type === node.type);
  const facts =
    entry === undefined ? [`×${dynos.length}`, "one-off"] : [`×${entry.quantity} ${entry.size}`, entry.command];
  return row({
    label: node.type,
    facts,
    spoken: `${node.type}, process type`,
    icon: iconOfType(node.type),
    context: entry ? withFlags(rowContexts.process, { running: entry.quantity > 0 }) : rowContexts.oneOff,
    children: dynos.length > 0 ? "expanded" : "none",
  });
}

export function dynoLook(node: DynoNode, details: AppDetails, { now }: { readonly now: Date }): RowLook {
  const dyno = findDyno(node, details);
  const { state } = details.dynos;
  // A dyno of which nothing new is heard does not grow older.
  const heard = state.kind === "ready" && state.problem !== undefined ? state.at : now;
  if (dyno === undefined) return row({ label: node.dyno, facts: ["gone"], icon: { id: "circle-slash" } });
  return row({
    label: node.dyno,
    facts: [dyno.state, since(dyno.updated_at, heard)],
    icon: dynoIcon(dyno.state),
    context: isOneOff(dyno, details) ? rowContexts.oneOffDyno : rowContexts.dyno,
  });
}

function isOneOff({ type }: Dyno, { formation: { state } }: AppDetails): boolean {
  return state.kind === "ready" && !state.value.some((entry) => entry.type === type);
}

export function findDyno(node: DynoNode, details: AppDetails): Dyno | undefined {
  return valueIn(details.dynos.state, []).find(({ name }) => name === node.dyno);
}

export function configVarLook(node: ConfigVarNode, details: AppDetails): RowLook {
  const isRevealed = details.revealed.has(node.key);
  const value = valueIn(details.configVars.state, {})[node.key] ?? "";
  const addon = ownerOfKey(node.key, details);
  return row({
    label: node.key,
    facts: [isRevealed ? inOneLine(value) : "••••••••", addon === undefined ? "" : `set by ${addon}`],
    spoken: `${node.key}, ${isRevealed ? inOneLine(value) : "value hidden"}`,
    icon: addon === undefined ? { id: isRevealed ? "unlock" : "lock" } : { id: "extensions" },
    context: withFlags(isRevealed ? rowContexts.revealedConfigVar : rowContexts.maskedConfigVar, {
      addon: addon !== undefined,
    }),
  });
}

export function collaboratorLook(
  node: CollaboratorNode,
  details: AppDetails,
  { ownEmail }: { readonly ownEmail: string },
): RowLook {
  const people = valueIn<readonly Collaborator[]>(details.collaborators.state, []);
  const found = people.find(({ user }) => user.email === node.email);
  const isOwner = details.app.owner.email === node.email;
  const isTeam = isOwner && node.email.endsWith("@herokumanager.com");
  const isYou = node.email === ownEmail;
  const team = teamOf(details.app);
  const permissions = isOwner || team === undefined ? [] : (found?.permissions ?? []).map(({ name }) => name);
  return row({
    label: isTeam ? (team ?? node.email) : node.email,
    facts: [
      isTeam ? "team" : "",
      isOwner ? "owner" : (found?.role ?? "collaborator"),
      isYou ? "you" : "",
      permissions.length > 0 ? `may ${permissions.join(", ")}` : "",
    ],
    icon: isTeam ? { id: "organization" } : isOwner ? { id: "account" } : { id: "person" },
    context: withFlags(rowContexts.collaborator, { owner: isOwner, you: isYou, team: team !== undefined }),
  });
}
