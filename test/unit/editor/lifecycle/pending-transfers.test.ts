import assert from "node:assert/strict";
import { test } from "node:test";
import { isOthers, ownerOf } from "../../../../src/editor/lifecycle/owner.ts";
import { pendingOf } from "../../../../src/editor/lifecycle/pending-transfers.ts";
import type { Session } from "../../../../src/editor/services.ts";
import type { AppTransfer } from "../../../../src/heroku/resources/transfers.ts";

const me = { id: "me", email: "me@example.com" };
const you = { id: "you", email: "you@example.com" };
const session = { account: { ...me, name: null } } as Session;
const transfer = (
  id: string,
  from: typeof me,
  to: typeof me,
  state: AppTransfer["state"] = "pending",
): AppTransfer => ({
  id,
  app: { id: "a", name: "app" },
  owner: from,
  recipient: to,
  state,
  created_at: "2026-01-01T00:00:00Z",
});

test("only transfers that wait for an answer are shown, each with its direction", () => {
  const all = [
    transfer("1", me, you),
    transfer("2", you, me),
    transfer("3", you, me, "declined"),
    transfer("4", me, you, "accepted"),
  ];
  assert.deepEqual(
    pendingOf(session, all).map(({ transfer: { id }, direction }) => [id, direction]),
    [
      ["1", "outgoing"],
      ["2", "incoming"],
    ],
  );
});

test("an app is somebody else's only when it is personal and theirs", () => {
  const team = { id: "t", name: "acme" };
  const owned = (owner: typeof me, of: typeof team | null) => ({ app: { owner, team: of }, session });
  assert.equal(isOthers(owned(me, null)), false);
  assert.equal(isOthers(owned(you, null)), true);
  assert.equal(isOthers(owned({ id: "x", email: "acme@herokumanager.com" }, team)), false);
  // An answer that leaves the team out.
  assert.equal(isOthers(owned({ id: "x", email: "acme@herokumanager.com" }, null)), false);
  assert.equal(ownerOf({ owner: you, team }), "acme");
  assert.equal(ownerOf({ owner: you, team: null }), "you@example.com");
});
