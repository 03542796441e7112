import { parseDotenv, valuesOf } from "./parse-dotenv.ts";
import { readDocker } from "./readers/docker.ts";
import { readForeman } from "./readers/foreman.ts";
import { readGodotenv } from "./readers/godotenv.ts";
import { readHerokuLocal } from "./readers/heroku-local.ts";
import { readHoncho } from "./readers/honcho.ts";
import { readNpmDotenv } from "./readers/npm-dotenv.ts";
import { readPythonDotenv } from "./readers/python-dotenv.ts";
import type { DotenvReading, Environment } from "./readers/reading.ts";
import { readRubyDotenv } from "./readers/ruby-dotenv.ts";
import { readShell } from "./readers/shell.ts";

export type { DotenvReading } from "./readers/reading.ts";

export type DotenvReader = keyof typeof readers;

/**
 * What a reader makes of a .env file; it never runs anything. `environment` is what a reader finds set already: docker
 * takes the value of a bare `KEY` from it, the shell that of `$KEY`.
 */
export function readDotenv(text: string, reader: DotenvReader, environment: Environment = {}): DotenvReading {
  const read: (text: string, environment: Environment) => DotenvReading = readers[reader];
  return read(text, environment);
}

const readers = {
  workbench: (text: string): DotenvReading => ({ kind: "read", values: valuesOf(parseDotenv(text)) }),
  foreman: readForeman,
  "heroku-local": readHerokuLocal,
  honcho: readHoncho,
  dotenv: readNpmDotenv,
  docker: readDocker,
  shell: readShell,
  godotenv: readGodotenv,
  "python-dotenv": readPythonDotenv,
  "ruby-dotenv": readRubyDotenv,
} as const satisfies Record<string, (text: string, environment: Environment) => DotenvReading>;

export const dotenvReaders = Object.keys(readers) as readonly DotenvReader[];
