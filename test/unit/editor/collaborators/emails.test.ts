import assert from "node:assert/strict";
import { test } from "node:test";
import { complaintAboutEmails, emailsIn } from "../../../../src/editor/collaborators/emails.ts";

for (const { text, emails } of [
  { text: "a@example.com", emails: ["a@example.com"] },
  {
    text: " A@Example.com, b@example.com;c@example.com\nd@example.com ",
    emails: "abcd".split("").map((it) => `${it}@example.com`),
  },
  { text: "a@example.com a@EXAMPLE.com", emails: ["a@example.com"] },
  { text: "<a@example.com>", emails: ["a@example.com"] },
  { text: " , ; ", emails: [] },
]) {
  test(`addresses in ${JSON.stringify(text)}`, () => assert.deepEqual(emailsIn(text), emails));
}

const present = ["Owner@example.com", "colleague@example.com"];
for (const { text, complaint } of [
  { text: "new@example.com, other@example.co.uk", complaint: undefined },
  { text: "", complaint: "An e-mail address, or several." },
  { text: "new@example.com, bob", complaint: "bob is no e-mail address." },
  { text: "bob@localhost", complaint: "bob@localhost is no e-mail address." },
  { text: "a@b@example.com", complaint: "a@b@example.com is no e-mail address." },
  { text: `${"x".repeat(250)}@example.com`, complaint: `${"x".repeat(250)}@example.com is no e-mail address.` },
  { text: "owner@example.com, new@example.com", complaint: "owner@example.com already works on it." },
  {
    text: "owner@example.com colleague@example.com",
    complaint: "owner@example.com, colleague@example.com already work on it.",
  },
]) {
  test(`${JSON.stringify(text.slice(0, 40))} ${complaint ? "is refused" : "is fine"}`, () =>
    assert.equal(complaintAboutEmails(text, present), complaint));
}
