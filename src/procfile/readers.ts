import { cnb } from "./readers/cnb.ts";
import { forego, foreman } from "./readers/foreman.ts";
import { goreman } from "./readers/goreman.ts";
import { herokuLocal, herokuLocalFixed } from "./readers/heroku-local.ts";
import { honcho } from "./readers/honcho.ts";
import { nodeForeman } from "./readers/node-foreman.ts";
import { overmind } from "./readers/overmind.ts";
import type { Reading } from "./readers/reading.ts";
import { slugCompiler } from "./readers/slug-compiler.ts";

export type { Reading, ReadProcess } from "./readers/reading.ts";

/**
 * `heroku` is the slug compiler of Cedar, `cnb` the buildpack of Fir, `heroku-local` the CLI's 11.9 to 11.10,
 * `heroku-local-fixed` the CLI since https://github.com/heroku/cli/pull/3883. Hivemind reads as overmind does.
 */
export type ProcfileReader = keyof typeof readers;

/** What a reader makes of a Procfile, exactly; one process may come twice. Never throws. */
export function readProcfile(text: string, reader: ProcfileReader): Reading {
  return readers[reader](text);
}

const readers = {
  foreman,
  heroku: slugCompiler,
  cnb,
  "heroku-local": herokuLocal,
  "heroku-local-fixed": herokuLocalFixed,
  "node-foreman": nodeForeman,
  honcho,
  overmind,
  goreman,
  forego,
} satisfies Readonly<Record<string, (text: string) => Reading>>;

/** As people write their names. */
export const readerNames: Readonly<Record<ProcfileReader, string>> = {
  foreman: "foreman",
  heroku: "Heroku (Cedar)",
  cnb: "Heroku (Fir)",
  "heroku-local": "heroku local 11.10",
  "heroku-local-fixed": "heroku local",
  "node-foreman": "node-foreman",
  honcho: "honcho",
  overmind: "overmind",
  goreman: "goreman",
  forego: "forego",
};

export const allReaders = Object.keys(readerNames) as readonly ProcfileReader[];
