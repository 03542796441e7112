import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { escaped, html } from "../../../../src/editor/info/html.ts";

test("what is inserted is text, what is made of it is markup", () => {
  const row = html`<td title="${'"x"'}">${"<b>&'"}</td>`;
  assert.equal(row.markup, '<td title="&#34;x&#34;">&#60;b&#62;&#38;&#39;</td>');
  assert.equal(html`<tr>${row}${undefined}${[row, row]}${1}</tr>`.markup.match(/<td/g)?.length, 3);
});

test("no text gets out of an attribute or becomes a tag", () => {
  fc.assert(fc.property(fc.string(), (text) => assert.doesNotMatch(escaped(text), /[<>"']/)));
});
