import type { TransferRecord } from "../../store/identity.ts";
import { type Answer, type Call, created, type Handler, list, ok, pathPart, type Route } from "../call.ts";
import { forbidden, invalidParams, notFound } from "../errors.ts";
import { accountOrInvited } from "../find-account.ts";
import { optionalIdentity, requiredString } from "../parameters.ts";
import { requirePermission, visibleApp } from "../permissions.ts";

/** From one account to another; the recipient decides. To and from teams an app goes at once: see team-apps.ts. */
export const appTransferRoutes: readonly Route[] = [
  { method: "GET", pattern: "/account/app-transfers", handler: listTransfers },
  { method: "POST", pattern: "/account/app-transfers", handler: create },
  {
    method: "GET",
    pattern: "/account/app-transfers/:transfer",
    handler: withTransfer((_, transfer) => ok(view(transfer))),
  },
  { method: "PATCH", pattern: "/account/app-transfers/:transfer", handler: withTransfer(settle) },
  { method: "DELETE", pattern: "/account/app-transfers/:transfer", handler: withTransfer(cancel) },
];

function listTransfers({ parts, user }: Call) {
  return list(parts.store.transfers.list(user.id).map(view), { attributes: ["id"] });
}

/** A recipient who is no collaborator yet is invited with it. */
function create(call: Call) {
  const { store } = call.parts;
  const app = visibleApp(call, requiredIdentity(call, "app"));
  requirePermission(call, app, "manage");
  if (app.teamId !== null) throw invalidParams(`${app.name} is owned by a team. Transfer it as a team's app.`);
  const recipient = accountOrInvited(call, requiredIdentity(call, "recipient"));
  if (recipient.id === app.ownerId) throw invalidParams(`${recipient.email} owns ${app.name} already.`);
  const pending = store.transfers.pendingOf(app.id);
  if (pending) throw invalidParams(`${app.name} is being transferred to ${pending.recipientEmail} already.`);
  return created(view(store.transfers.create({ app, recipient })));
}

function settle({ parts: { store }, user, body }: Call, transfer: TransferRecord) {
  const state = requiredString(body, "state");
  if (state !== "accepted" && state !== "declined") throw invalidParams("state must be accepted or declined");
  if (transfer.recipientId !== user.id) throw forbidden(`Only ${transfer.recipientEmail} may decide on this transfer.`);
  requirePending(transfer);
  return ok(
    view(
      store.transaction(() => {
        const settled = store.transfers.settle(transfer.id, state);
        if (state === "accepted") store.apps.giveTo(transfer.appId, user);
        return settled;
      }),
    ),
  );
}

function cancel({ parts: { store }, user }: Call, transfer: TransferRecord) {
  if (transfer.ownerId !== user.id) throw forbidden(`Only ${transfer.ownerEmail} may cancel this transfer.`);
  requirePending(transfer);
  store.transfers.delete(transfer.id);
  return ok(view(transfer));
}

function requirePending({ state }: TransferRecord): void {
  if (state !== "pending") throw invalidParams(`The transfer has been ${state} already.`);
}

function requiredIdentity({ body }: Call, name: string): string {
  const identity = optionalIdentity(body, name);
  if (identity === undefined) throw invalidParams(`${name} is required`);
  return identity;
}

function withTransfer(handler: (call: Call, transfer: TransferRecord) => Answer): Handler {
  return (call) => {
    const transfer = call.parts.store.transfers.find(pathPart(call, "transfer"));
    const isParty = transfer && [transfer.ownerId, transfer.recipientId].includes(call.user.id);
    if (!transfer || !isParty) throw notFound("transfer");
    return handler(call, transfer);
  };
}

const view = (transfer: TransferRecord) => ({
  app: { id: transfer.appId, name: transfer.appName },
  created_at: transfer.createdAt,
  id: transfer.id,
  owner: { email: transfer.ownerEmail, id: transfer.ownerId },
  recipient: { email: transfer.recipientEmail, id: transfer.recipientId },
  state: transfer.state,
  updated_at: transfer.updatedAt,
});
