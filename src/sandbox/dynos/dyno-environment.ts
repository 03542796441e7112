import { type Environment, pickEnvironment } from "../../process/environment.ts";
import { machinePath } from "../machine-path.ts";
import type { DynoFolder } from "./dyno-folder.ts";

/** All that a dyno gets of the sandbox's own environment; most of it only exists on Windows, where nothing runs without. */
const inherited = [
  ...["LANG", "LC_ALL", "LC_CTYPE", "TZ"],
  ...["SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "ProgramFiles", "ProgramFiles(x86)", "ProgramData"],
  ...["NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "OS", "USERPROFILE", "APPDATA", "LOCALAPPDATA"],
];

/** Config vars win over what is inherited; what the platform sets wins over both. */
export function dynoEnvironment(options: {
  readonly source: NodeJS.ProcessEnv;
  readonly configVars: Readonly<Record<string, string>>;
  readonly name: string;
  readonly port: number | null;
  readonly folder: DynoFolder;
}): Environment {
  const { source, configVars, name, port, folder } = options;
  return {
    LANG: "C.UTF-8",
    ...pickEnvironment(source, inherited),
    PATH: machinePath(source),
    ...temporaryFolders(folder.temporary),
    ...configVars,
    ...(port === null ? {} : { PORT: String(port) }),
    DYNO: name,
    HOME: folder.app,
  };
}

/** Finds what a dyno started, even in another group: nothing else has its HOME. */
export function belongsTo(home: string): (environment: string) => boolean {
  const marker = `\0HOME=${home}\0`;
  return (environment) => environment.includes(marker);
}

function temporaryFolders(folder: string): Environment {
  return process.platform === "win32" ? { TMPDIR: folder, TEMP: folder, TMP: folder } : { TMPDIR: folder };
}
