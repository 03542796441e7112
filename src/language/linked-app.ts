import type { Range } from "./text.ts";

/**
 * What the editor tells the language server about the app that a folder deploys to: names and figures, never the value
 * of a config var.
 */
export interface LinkedApp {
  readonly name: string;
  readonly processes: readonly LinkedProcess[];
  readonly configVars: readonly string[];
}

export interface LinkedProcess {
  readonly type: string;
  readonly quantity: number;
  /** As the platform writes it: `Standard-1X`. */
  readonly size: string;
  readonly dynos: readonly { readonly name: string; readonly state: string }[];
}

/**
 * Messages between server and editor beside LSP's own. An editor that does not answer `linkedApp` is an editor that
 * knows no app.
 */
export const messages = {
  /** Request to the editor: `{ uri }` of a file or folder; answers a `LinkedApp` or null. */
  linkedApp: "herokuWorkbench/linkedApp",
  /** Notification to the server, without parameters: what `linkedApp` answered may be old. */
  linkedAppChanged: "herokuWorkbench/linkedAppChanged",
  /** Request to the server: `{ uri }` of an open .env; answers `MaskedRange[]`, empty where nothing is to be hidden. */
  maskedRanges: "herokuWorkbench/maskedRanges",
  /** Request to the server: `{ uri }` of a folder; answers the text of an app.json after what its files say, or null. */
  draftManifest: "herokuWorkbench/draftManifest",
} as const;

/** A value of a .env that an editor hides until it is asked to show it, in the order of the file. */
export interface MaskedRange {
  readonly key: string;
  /** Inside the quotes, if there are any; several lines for a value with newlines. Never empty. */
  readonly range: Range;
}

/**
 * Commands that code lenses, hovers and hints carry, each with one argument of the shape given here. The editor has
 * them; another editor may implement them.
 */
export interface LanguageCommands {
  readonly "herokuWorkbench.procfile.run": { readonly uri: string; readonly type: string };
  readonly "herokuWorkbench.procfile.debug": { readonly uri: string; readonly type: string };
  readonly "herokuWorkbench.procfile.scale": { readonly uri: string; readonly type: string };
  readonly "herokuWorkbench.procfile.logs": { readonly uri: string; readonly type: string };
  /** Sets the problem's code to `off` in `herokuWorkbench.problems`, for the folder of the file. */
  readonly "herokuWorkbench.problems.turnOff": { readonly uri: string; readonly code: string };
}
