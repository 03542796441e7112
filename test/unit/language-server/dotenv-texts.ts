import fc from "fast-check";

const piece = fc.constantFrom(
  "KEY",
  "OTHER_KEY",
  "export ",
  "=",
  "=",
  ": ",
  " ",
  "\t",
  "#",
  " # note",
  "# heroku-workbench-disable-next-line",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "value",
  "a b",
  '"',
  '"two\nlines"',
  "'",
  "'one'",
  "`",
  "\\",
  "\\n",
  "$OTHER",
  "\uFEFF",
  "é",
  "𝒳",
  "=x\n",
);

/** .env files as people and accidents write them. */
export const dotenvTexts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
