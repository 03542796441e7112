/**
 * Tokens of one line as Python's `shlex.shlex(line, posix=True)` gives them, or the message it stops with: words of
 * letters, digits and `_`, with quoted and escaped pieces; any other character is a token of its own; `#` ends the line.
 */
export function shlexTokens(line: string): string[] | string {
  const tokens: string[] = [];
  let word: string | undefined;
  const characters = [...line];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === "#") break;
    const piece = isOpening(character) ? readPiece(characters, at) : undefined;
    if (typeof piece === "string") return piece;
    if (piece) {
      word = (word ?? "") + piece.text;
      at = piece.end;
    } else if (isWordCharacter(character)) {
      word = (word ?? "") + character;
    } else {
      if (word !== undefined) tokens.push(word);
      word = undefined;
      if (!isSpace(character)) tokens.push(character);
    }
  }
  return word === undefined ? tokens : [...tokens, word];
}

interface Piece {
  readonly text: string;
  /** Index of its last character. */
  readonly end: number;
}

function readPiece(characters: readonly string[], start: number): Piece | string {
  const quote = characters[start];
  if (quote === "\\") {
    const escaped = characters[start + 1];
    return escaped === undefined ? noEscaped : { text: escaped, end: start + 1 };
  }
  let text = "";
  for (let at = start + 1; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === quote) return { text, end: at };
    if (character === "\\" && quote === '"') {
      const escaped = characters[++at];
      if (escaped === undefined) return noEscaped;
      text += escaped === '"' || escaped === "\\" ? escaped : character + escaped;
    } else text += character;
  }
  return "No closing quotation";
}

const noEscaped = "No escaped character";

function isOpening(character: string): boolean {
  return character === "'" || character === '"' || character === "\\";
}

function isSpace(character: string): boolean {
  return character === " " || character === "\t" || character === "\r" || character === "\n";
}

/** Letters of Latin-1 count too, others do not. */
function isWordCharacter(character: string): boolean {
  return /^[A-Za-z0-9_À-ÖØ-öø-ÿ]$/.test(character);
}
