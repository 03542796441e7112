import assert from "node:assert/strict";
import type { SemanticTokens } from "vscode-languageserver";
import { splitLines } from "../../../src/language/text.ts";
import { tokenLegend } from "../../../src/language-server/token-legend.ts";

export interface DecodedToken {
  readonly line: number;
  readonly start: number;
  readonly text: string;
  readonly type: string | undefined;
}

/** The tokens with their texts; fails when they are out of order, overlap, are empty or leave their line. */
export function decodeTokens(text: string, { data }: SemanticTokens): DecodedToken[] {
  assert.equal(data.length % 5, 0);
  const lines = splitLines(text);
  const tokens: DecodedToken[] = [];
  let [line, start, end] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lineStep = 0, columnStep = 0, length = 0, type = -1] = data.slice(at, at + 5);
    assert.ok(lineStep >= 0 && columnStep >= 0 && length > 0, "in order");
    if (lineStep > 0) [start, end] = [0, 0];
    line += lineStep;
    start += columnStep;
    assert.ok(start >= end, `overlap in line ${line}`);
    end = start + length;
    assert.ok(end <= (lines[line]?.text.length ?? -1), `outside of line ${line}`);
    tokens.push({ line, start, text: lines[line]?.text.slice(start, end) ?? "", type: tokenLegend.tokenTypes[type] });
  }
  return tokens;
}
