import { pieceEnd } from "./shell-words.ts";

type LookUp = (name: string) => string | undefined;

/** The value that an assignment's word has; undefined when a shell had to run something, or to do sums, to know it. */
export function expandWord(word: string, lookUp: LookUp): string | undefined {
  const tilde = /^~(?=[/:]|$)/.test(word) ? lookUp("HOME") : undefined;
  const rest = tilde === undefined ? word : word.slice(1);
  const value = expand(rest, lookUp, { quoted: false });
  return value === undefined ? undefined : (tilde ?? "") + value;
}

function expand(text: string, lookUp: LookUp, { quoted }: { quoted: boolean }): string | undefined {
  let value = "";
  for (let at = 0; at < text.length; ) {
    const end = quoted && text[at] === "'" ? at + 1 : (dollarEnd(text, at) ?? pieceEnd(text, at) ?? text.length);
    const piece = expandPiece(text.slice(at, end), lookUp, quoted);
    if (piece === undefined) return undefined;
    value += piece;
    at = end;
  }
  return value;
}

/** End of a plain `$NAME`. */
function dollarEnd(text: string, at: number): number | undefined {
  if (text[at] !== "$") return undefined;
  name.lastIndex = at + 1;
  return name.test(text) ? name.lastIndex : undefined;
}

const name = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y;

function expandPiece(piece: string, lookUp: LookUp, quoted: boolean): string | undefined {
  const first = piece[0];
  if (first === "\\") return escaped(piece, quoted);
  if (first === "'" && !quoted) return piece.slice(1, -1);
  if (first === '"' && !quoted) return expand(piece.slice(1, -1), lookUp, { quoted: true });
  if (first === "`" || piece.startsWith("$(")) return undefined;
  if (piece.startsWith("${")) return expandBraces(piece.slice(2, -1), lookUp, quoted);
  if (first !== "$" || piece === "$") return piece;
  if (/^\$[0-9@*]$/.test(piece)) return "";
  return /^\$[A-Za-z_]/.test(piece) ? (lookUp(piece.slice(1)) ?? "") : undefined;
}

function escaped(piece: string, quoted: boolean): string {
  const character = piece.slice(1);
  if (character === "\n") return "";
  return quoted && !'$`"\\'.includes(character) ? piece : character || "\\";
}

/** `${X}`, `${X:-word}`, `${X-word}`, `${X:=word}`, `${X=word}`, `${X:+word}`, `${X+word}`, `${#X}`; others are not known. */
function expandBraces(inside: string, lookUp: LookUp, quoted: boolean): string | undefined {
  const [, length, key = "", colon, operator, word = ""] =
    /^(#?)([A-Za-z_][A-Za-z0-9_]*)(?:(:?)([-=+])([\s\S]*))?$/.exec(inside) ?? [];
  if (key === "") return undefined;
  const value = lookUp(key);
  if (length) return operator ? undefined : String([...(value ?? "")].length);
  const present = value !== undefined && !(colon && value === "");
  if (operator === "+") return present ? expand(word, lookUp, { quoted }) : "";
  if (operator && !present) return expand(word, lookUp, { quoted });
  return value ?? "";
}
