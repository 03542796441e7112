import { connect } from "node:net";
import { failure } from "./verb.ts";

/** As `parseArgs` wants it. */
export const configVarsOption = { "config-vars-from": { type: "string" } } as const;

export const configVarsUsage = `  --config-vars-from ADDRESS
                       a socket that gives config vars once, as one JSON object;
                       they win over the .env files
`;

/** Characters; Heroku takes 64 KB for all config vars of an app. */
const longest = 1_000_000;
/** Milliseconds that a program with values may stay silent. */
const patience = 30_000;

/** Config vars from a program of this user: no file, argument or variable of this program holds them. Throws a `Failure`. */
export async function readConfigVarsFrom(address: string | undefined): Promise<Record<string, string>> {
  if (address === undefined) return {};
  const text = await readAll(address).catch((error: NodeJS.ErrnoException) => {
    throw failure(`There are no config vars at the address of --config-vars-from. ${error.message}`);
  });
  const values = parsed(text);
  if (values === undefined) throw failure("What --config-vars-from gave is not one JSON object of texts.");
  return values;
}

function readAll(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(address).setEncoding("utf8").setTimeout(patience);
    socket.on("data", (piece: string) => {
      text += piece;
      if (text.length > longest) socket.destroy(new Error("They are longer than an app may have."));
    });
    socket.on("timeout", () => socket.destroy(new Error("Nothing came.")));
    socket.once("error", reject).once("end", () => resolve(text));
  });
}

/** The words of an error of `JSON.parse` hold a piece of the text: they are dropped. */
function parsed(text: string): Record<string, string> | undefined {
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values !== "object" || values === null || Array.isArray(values)) return undefined;
    return Object.values(values).every(isValue) ? (values as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}

function isValue(value: unknown): boolean {
  return typeof value === "string" && !value.includes("\0");
}
