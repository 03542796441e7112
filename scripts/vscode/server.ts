import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { captured, cleanEnvironment, type Leashed, leashed } from "../processes.ts";
import { startFront } from "./front.ts";
import { installVscode } from "./install.ts";
import { quietSettings } from "./settings.ts";

export interface VscodeOptions {
  /** Settings, secrets, logs and installed extensions of this editor. */
  readonly dataDir: string;
  /** Wanted port of the workbench; 0 or a taken one gives a free one. */
  readonly port?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** A .vsix to install before the start. */
  readonly vsix?: string;
  /** Lets the page's address name an extension and tests to load (`workbenchUrl`). */
  readonly forTests?: boolean;
}

export interface Vscode {
  /** `127.0.0.1:<port>`: also the remote authority of the workbench. */
  readonly host: string;
  /** Must be in the first address that a browser opens. */
  readonly token: string;
  readonly logsDir: string;
  /** Everything the server printed so far. */
  output(): string;
  /** Resolves with the exit code when the server ends by itself or by `stop`. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** Starts the web VS Code: the server build behind our front. Only this machine, and only who has the token, gets in. */
export async function startVscode(options: VscodeOptions): Promise<Vscode> {
  const home = await installVscode();
  const { dataDir } = options;
  await writeSettings(dataDir, options.settings ?? {});
  const token = await keptSecret(path.join(dataDir, "connection-token"), 24);
  const secretKey = Buffer.from(await keptSecret(path.join(dataDir, "secret-key"), 32), "hex");
  if (options.vsix !== undefined) await installExtension(home, dataDir, options.vsix);
  const { server, port, output } = await startServer(home, options);
  const front = await startFront({ target: port, port: options.port ?? 0, secretKey, token });
  const stop = async (): Promise<void> => {
    front.close();
    await server.stop();
  };
  return {
    host: `127.0.0.1:${front.port}`,
    token,
    logsDir: path.join(dataDir, "data/logs"),
    output,
    ended: server.ended,
    stop,
  };
}

export interface WorkbenchPage {
  readonly folder: string;
  /** For `forTests` only. */
  readonly extension?: string;
  readonly tests?: string;
}

/** The address of the workbench on a folder. */
export function workbenchUrl({ host, token }: Vscode, { folder, extension, tests }: WorkbenchPage): string {
  const query = new URLSearchParams({ tkn: token, folder: slashed(folder) });
  const remote = (file: string): string => `vscode-remote://${host}${encodeURI(slashed(file))}`;
  const payload = [["skipWelcome", "true"]];
  if (extension !== undefined) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  if (extension !== undefined) query.set("payload", JSON.stringify(payload));
  return `http://${host}/?${query}`;
}

function slashed(file: string): string {
  const forward = file.replaceAll("\\", "/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}

async function startServer(
  home: string,
  { dataDir, env, forTests }: VscodeOptions,
): Promise<{ server: Leashed; port: number; output: () => string }> {
  const args = [
    ...["--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms", "--telemetry-level", "off"],
    ...["--disable-telemetry", "--disable-workspace-trust", "--disable-update-check", "--force-disable-user-env"],
    ...["--server-data-dir", dataDir, "--connection-token-file", path.join(dataDir, "connection-token")],
    ...(forTests ? ["--enable-smoke-test-driver"] : []),
  ];
  const server = leashed(process.execPath, [path.join(home, "out/server-main.js"), ...args], {
    env: { ...cleanEnvironment(), ...env },
  });
  const lines: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    const read = (line: string): void => {
      lines.push(line);
      const found = /agent listening on (\d+)/.exec(line);
      if (found) resolve(Number(found[1]));
    };
    for (const stream of [server.child.stdout, server.child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", read);
    }
    server.ended.then(
      (code) => reject(new Error(`The VS Code server ended with ${code}:\n${lines.join("\n")}`)),
      reject,
    );
  });
  return { server, port, output: () => lines.join("\n") };
}

/** Settings that a person changed in this data folder stay as they are. */
async function writeSettings(dataDir: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const file = path.join(dataDir, "data/User/settings.json");
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

async function keptSecret(file: string, bytes: number): Promise<string> {
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  const secret = randomBytes(bytes).toString("hex");
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

async function installExtension(home: string, dataDir: string, vsix: string): Promise<void> {
  const args = [
    path.join(home, "out/server-main.js"),
    "--server-data-dir",
    dataDir,
    "--install-extension",
    vsix,
    "--force",
  ];
  const { code, output } = await captured(process.execPath, args, { env: cleanEnvironment() });
  if (code !== 0 || /failed/i.test(output)) throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}
