import { pieces, type Reading, read, refused } from "./reading.ts";

/** goreman 0.3.19, main.go: anything before the first colon is a name, and a command may be empty. */
export function goreman(text: string): Reading {
  const processes = pieces(text, /\n/g).flatMap(({ text: piece, line }) => {
    const colon = piece.indexOf(":");
    const name = trim(piece.slice(0, Math.max(colon, 0)));
    return name === "" || name.startsWith("#") ? [] : [{ name, command: trim(piece.slice(colon + 1)), line }];
  });
  return processes.length === 0 ? refused("no valid entry") : read(processes);
}

/** As Go's `strings.TrimSpace`: JavaScript's white space with NEL, without the byte order mark. */
function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text[start])) start += 1;
  while (end > start && isSpace(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function isSpace(character = ""): boolean {
  return character === "\x85" || (character !== "\uFEFF" && character.trim() === "");
}
