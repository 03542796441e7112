/** What stands between two line ends or `;`. Its words still have their quotes. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** False with pipes, redirections, lists, groups: then the words say little. */
  readonly simple: boolean;
  readonly line: number;
}

/** Splits a script into commands; a message when a quote or a substitution has no end, at which a shell stops. */
export function shellCommands(text: string): ShellCommand[] | { message: string; line: number } {
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let simple = true;
  let line = 0;
  let start = 0;
  const close = () => {
    if (words.length > 0 || !simple) commands.push({ words, simple, line: start });
    words = [];
    simple = true;
  };
  for (let at = 0; at < text.length; ) {
    if (words.length === 0) start = line;
    const character = text[at] ?? "";
    if (character === "#") {
      at = endOfLine(text, at);
    } else if (character === ";" && words.length === 0 && simple) {
      return { message: 'Syntax error: ";" unexpected', line };
    } else if (character === "\n" || character === ";") {
      close();
      if (character === "\n") line++;
      at++;
    } else if ("|&()<>".includes(character)) {
      simple = false;
      at++;
    } else if (character === " " || character === "\t" || text.startsWith("\\\n", at)) {
      if (character === "\\") line++;
      at += character === "\\" ? 2 : 1;
    } else {
      const end = wordEnd(text, at);
      if (end === undefined) return { message: "Unterminated quoted string", line };
      const word = text.slice(at, end);
      words.push(word);
      line += word.split("\n").length - 1;
      at = end;
    }
  }
  close();
  return commands;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function wordEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; ) {
    const character = text[at] ?? "";
    if (/[ \t\n;|&()<>]/.test(character)) return at;
    const next = pieceEnd(text, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return text.length;
}

/** End of the quoted or escaped piece, of the substitution, or of the one character at `at`. */
export function pieceEnd(text: string, at: number): number | undefined {
  const character = text[at];
  if (character === "\\") return Math.min(at + 2, text.length);
  if (character === "'") return after(text.indexOf("'", at + 1));
  if (character === '"') return quotedEnd(text, at + 1, '"');
  if (character === "`") return quotedEnd(text, at + 1, "`");
  if (text.startsWith("$(", at)) return bracketEnd(text, at + 2, "(", ")");
  if (text.startsWith("${", at)) return bracketEnd(text, at + 2, "{", "}");
  return at + 1;
}

function after(found: number): number | undefined {
  return found === -1 ? undefined : found + 1;
}

function quotedEnd(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return undefined;
}

/** Counts brackets and passes over quotes; enough for a text that is not run. */
function bracketEnd(text: string, from: number, open: string, close: string): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === open) depth++;
    else if (character === close && --depth === 0) return at + 1;
    else if (character === "'" || character === '"') {
      const end = character === "'" ? after(text.indexOf("'", at + 1)) : quotedEnd(text, at + 1, '"');
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}
