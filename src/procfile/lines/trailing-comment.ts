/** Where in a command a comment begins that only a shell would drop: a `#` behind white space, outside quotes. */
export function trailingComment(command: string): number | undefined {
  if (!command.includes("#")) return undefined;
  let quote = "";
  for (let at = 0; at < command.length; at += 1) {
    const character = command[at] ?? "";
    if (character === "\\" && quote !== "'") at += 1;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"' || character === "`") quote = character;
    else if (character === "#" && /[ \t]/.test(command[at - 1] ?? "")) return at;
  }
  return undefined;
}
