import { addError, ahead, colour, enter, leave, operator, type Reader, unended } from "./reader.ts";

const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const special = /[0-9@*#?$!-]/y;
const parameter = /\$\{[#!]?(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])/y;
const defaultOperator = /:?[-=+]/y;
const inBraces = /[^}"'`$\\]+/y;
const inSum = /[^()$`]+/y;
const inQuotes = /[^"`$\\]+/y;

/** Whatever begins with the `$` at the cursor; a lonely `$` is a character. */
export function readDollar(reader: Reader): void {
  const start = reader.at;
  const { text } = reader;
  if (text.startsWith("$((", start)) readSum(reader);
  else if (text.startsWith("$(", start)) readSubstitution(reader);
  else if (text.startsWith("${", start)) readParameter(reader);
  else readPlain(reader, start);
}

/** From the backtick at the cursor to its partner. */
export function readBackticks(reader: Reader): void {
  const start = reader.at;
  operator(reader, 1);
  if (!enter(reader, start)) return;
  reader.inBackticks = true;
  reader.readNested(reader, "`");
  reader.inBackticks = false;
  leave(reader, "`", start, "The backtick that begins here has no end.");
}

/** From the double quote at the cursor to its partner; the value has its quotes and backslashes taken away. */
export function readDoubleQuotes(reader: Reader): { value: string; dynamic: boolean } {
  const { text } = reader;
  const start = reader.at;
  const pieces: string[] = [];
  let from = start;
  let dynamic = false;
  reader.at += 1;
  while (reader.at < text.length && text[reader.at] !== '"') {
    const plain = ahead(reader, inQuotes);
    if (plain !== undefined) {
      pieces.push(plain);
      reader.at += plain.length;
    } else if (text[reader.at] === "\\") pieces.push(readEscape(reader));
    else if (text[reader.at] === "`" && reader.inBackticks) break;
    else {
      colour(reader, "string", from);
      const dollar = reader.at;
      if (text[dollar] === "$") readDollar(reader);
      else readBackticks(reader);
      pieces.push(text.slice(dollar, reader.at));
      dynamic ||= reader.at > dollar + 1;
      from = reader.at;
    }
  }
  if (text[reader.at] === '"') reader.at += 1;
  else unended(reader, "The double quote that begins here has no end.", start);
  colour(reader, "string", from);
  return { value: pieces.join(""), dynamic };
}

function readEscape(reader: Reader): string {
  const escaped = reader.text.slice(reader.at, reader.at + 2);
  reader.at += escaped.length;
  return /^\\["`$\\]$/.test(escaped) ? escaped.slice(1) : escaped;
}

/** `$(…)`, and bash's `<(…)` and `>(…)`, at the cursor. */
export function readSubstitution(reader: Reader): void {
  const start = reader.at;
  operator(reader, 2);
  if (!enter(reader, start)) return;
  const outer = reader.inBackticks;
  reader.inBackticks = false;
  reader.readNested(reader, ")");
  reader.inBackticks = outer;
  leave(reader, ")", start, "The parenthesis that opens here is never closed.");
}

function readSum(reader: Reader): void {
  const { text } = reader;
  const start = reader.at;
  operator(reader, 3);
  if (!enter(reader, start)) return;
  for (let open = 0; reader.at < text.length && (open > 0 || text[reader.at] !== ")"); ) {
    const char = text[reader.at];
    if (char === "$") readDollar(reader);
    else if (char === "`" && reader.inBackticks) break;
    else {
      if (char === "(") open += 1;
      if (char === ")") open -= 1;
      reader.at += ahead(reader, inSum)?.length ?? 1;
    }
  }
  leave(
    reader,
    reader.text.startsWith("))", reader.at) ? "))" : ")",
    start,
    "The parentheses that open here are never closed.",
  );
}

function readParameter(reader: Reader): void {
  const start = reader.at;
  const written = ahead(reader, parameter);
  reader.at += written?.length ?? 2;
  const hasDefault = ahead(reader, defaultOperator) !== undefined;
  const variable = { name: written?.replace(/^\$\{[#!]?/, "") ?? "", start, end: start, hasDefault };
  if (/^[A-Za-z_]/.test(variable.name)) reader.variables.push(variable);
  if (!enter(reader, start)) {
    variable.end = reader.at;
    return;
  }
  const closed = readBraces(reader, start);
  reader.depth -= 1;
  variable.end = reader.at;
  if (!closed) unended(reader, "The brace that opens here is never closed.", start);
  else if (written === undefined) addError(reader, "This ${ names no variable.", start, reader.at);
}

/** What stands after the name, the closing brace included; false without one. */
function readBraces(reader: Reader, start: number): boolean {
  const { text } = reader;
  let from = start;
  while (reader.at < text.length && text[reader.at] !== "}") {
    const char = text[reader.at];
    if (char === "`" && reader.inBackticks) break;
    if (char === "$" || char === "`" || char === '"') {
      colour(reader, "variable", from);
      if (char === "$") readDollar(reader);
      else if (char === '"') readDoubleQuotes(reader);
      else readBackticks(reader);
      from = reader.at;
    } else if (char === "\\") reader.at = Math.min(reader.at + 2, text.length);
    else reader.at += ahead(reader, inBraces)?.length ?? 1;
  }
  const closed = text[reader.at] === "}";
  if (closed) reader.at += 1;
  colour(reader, "variable", from);
  return closed;
}

function readPlain(reader: Reader, start: number): void {
  reader.at += 1;
  const written = ahead(reader, name);
  reader.at += (written ?? ahead(reader, special) ?? "").length;
  if (written !== undefined) reader.variables.push({ name: written, start, end: reader.at, hasDefault: false });
  if (reader.at > start + 1) colour(reader, "variable", start);
}
