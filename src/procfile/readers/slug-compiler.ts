import { lastOfEach, matching, pieces, type Reading, read } from "./reading.ts";

/**
 * The platform's slug compiler: one `<type>: <command>` per line, everything else is passed over; the last of two wins.
 * A byte order mark, CRLF and white space at the end are no part of a command
 * (https://devcenter.heroku.com/articles/procfile; the expression is foreman's).
 */
export function slugCompiler(text: string): Reading {
  const lines = pieces(text.replace(/^\uFEFF/, ""), /\r\n|\n|\r/g);
  const trimmed = lines.map((line) => ({ ...line, text: line.text.trimEnd() }));
  return read(lastOfEach(matching(trimmed, /^([A-Za-z0-9_-]+):\s*(.+)$/)));
}
