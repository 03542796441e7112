import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { createBackground } from "./api/background.ts";
import { createFront } from "./api/front.ts";
import { listen } from "./api/listen.ts";
import { createRequestLog } from "./api/request-log.ts";
import { type Closing, createClosing } from "./closing.ts";
import { lockDataFolder } from "./lock.ts";
import type { Parts, Settings, World } from "./parts.ts";
import { makePlaces } from "./places.ts";
import { firstFree, portsToTry, rememberPorts } from "./ports.ts";
import { putTogether } from "./put-together.ts";
import { readSettings } from "./read-settings.ts";
import { writeReadyFile } from "./ready-file.ts";
import { plantSeed } from "./seed/seed.ts";
import type { SeedName } from "./seed/seed-names.ts";
import { failAbandonedSetups } from "./setups/set-up-app.ts";
import { readOrMakeToken } from "./token.ts";

export interface SandboxOptions {
  /** Taken or nothing; 0 takes any; undefined the one of last time, or another when that is taken. */
  readonly port?: number | undefined;
  readonly dataDir: string;
  readonly seed?: SeedName | undefined;
  /** A file to which every request is written as a line of JSON. */
  readonly requestLog?: string | undefined;
  /** Wins over `settings.json` of the data folder. */
  readonly settings?: Partial<Settings> | undefined;
  readonly world?: World | undefined;
  /** Gives up the start; also while a seed is being made. */
  readonly signal?: AbortSignal | undefined;
  /** What went wrong inside while the sandbox runs on. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The line that the program prints when it is ready. */
export interface Ready {
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly routerPort: number;
  readonly token: string;
  readonly account: string;
  /** Null until the sandbox speaks TLS. */
  readonly caFile: string | null;
  readonly dataDir: string;
}

export interface RunningSandbox {
  readonly ready: Ready;
  /** Ends every dyno and build, answers no more, and gives the data folder free. */
  stop(): Promise<void>;
}

/** Starts a local Heroku on a data folder, with everything that was there before. Rejects with a sentence for people. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const closing = createClosing();
  try {
    return await start(options, closing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

async function start(options: SandboxOptions, closing: Closing): Promise<RunningSandbox> {
  const { world = systemWorld, onError = () => {} } = options;
  const dataDir = path.resolve(options.dataDir);
  makeDataFolder(dataDir);
  closing.add(lockDataFolder(dataDir));
  const settings = { ...readSettings(dataDir), ...options.settings };
  const token = readOrMakeToken(dataDir);
  const requestLog = options.requestLog === undefined ? undefined : createRequestLog(options.requestLog);
  closing.add(() => requestLog?.close());
  const ports = portsToTry(dataDir, options.port);
  const listening = await firstFree(ports.api, listen);
  closing.add(() => listening.close());
  const apiUrl = `http://127.0.0.1:${listening.port}`;
  const background = createBackground(onError);
  const places = makePlaces(dataDir);
  const parts = await putTogether({ world, settings, places, apiUrl, routerPorts: ports.router, closing, background });
  rememberPorts(dataDir, { api: listening.port, router: parts.router.port });
  prepareAccount(parts, token);
  await resume(parts);
  listening.serve(createFront({ parts, background, requestLog, onError }));
  // Without bash nothing can be built; the sandbox is of use all the same.
  await seedUntil(options.signal, parts, { seed: options.seed ?? "none", onError });
  options.signal?.throwIfAborted();
  // Nothing new comes in while the rest is being ended; who waits for a build or a log is still told its end.
  closing.add(() => listening.refuse());
  const account = parts.store.accounts.self().email;
  const addresses = { apiUrl, gitUrl: apiUrl, routerPort: parts.router.port };
  const ready = { ...addresses, token, account, caFile: null, dataDir };
  closing.add(writeReadyFile(dataDir, ready));
  return { ready, stop: closing.run };
}

function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = reasons[(cause as NodeJS.ErrnoException).code ?? ""] ?? (cause as Error).message;
    throw new Error(`The data folder ${folder} cannot be used: ${reason} Choose another with --data.`, { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write there.",
  EPERM: "you may not write there.",
  EROFS: "its disk is read-only.",
  ENOSPC: "its disk is full.",
  EEXIST: "it is a file.",
  ENOTDIR: "a part of its path is a file.",
};

/** Resolves when the seed is there, or at once when the start is given up: what closes then ends the rest of the work. */
async function seedUntil(
  signal = never,
  parts: Parts,
  { seed, onError }: { seed: SeedName; onError: (error: unknown) => void },
): Promise<void> {
  const seeding = plantSeed(seed, parts, signal).catch((error) => {
    if (!signal.aborted) onError(error);
  });
  const givenUp = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await Promise.race([seeding, givenUp]);
}

const never = new AbortController().signal;
const systemWorld: World = { now: () => new Date(), uuid: randomUUID };

/** The token of the data folder signs in whatever became of it, and what the settings say of the second factor holds. */
function prepareAccount({ store, settings }: Parts, token: string): void {
  const self = store.accounts.self();
  store.authorizations.adopt(self, token);
  const { twoFactor } = settings;
  if (twoFactor) store.accounts.update(self.id, { twoFactor: twoFactor.demand, twoFactorSecret: twoFactor.secret });
}

/** Gives every app of the data folder its address and its dynos back. */
async function resume(parts: Parts): Promise<void> {
  const { store, router, dynos } = parts;
  await failAbandonedSetups(parts);
  for (const app of store.apps.list()) {
    // Opened at first use otherwise: of thousands of apps most are only looked at in a list.
    if (app.loopbackPort !== null) await router.open(app);
    if (store.releases.current(app.id)?.slugId) dynos.reconcile(app.id);
  }
}
