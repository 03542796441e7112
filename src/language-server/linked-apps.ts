import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { LinkedApp } from "../language/linked-app.ts";

export interface LinkedApps {
  /** What is known of a folder's app now; asks the editor when it was not asked yet. */
  of(folderUri: string): LinkedApp | undefined;
  /** Everything known may be old. */
  forget(): void;
}

interface Answer {
  readonly app: LinkedApp | undefined;
  readonly isFresh: boolean;
}

const patience = 10_000;

/**
 * Asks each folder's app once. An editor that does not know the question is never asked again; the old answer counts
 * until a new one comes.
 */
export function createLinkedApps(ask: (uri: string) => Promise<unknown>, onAnswer: () => void): LinkedApps {
  const answers = new Map<string, Answer>();
  let canAnswer = true;
  const askFor = async (uri: string) => {
    const before = answers.get(uri)?.app;
    answers.set(uri, { app: before, isFresh: true });
    const app = await answered(ask(uri)).catch((error: unknown) => {
      if (isUnknownMethod(error)) canAnswer = false;
      return undefined;
    });
    // Forgotten meanwhile: whoever asks next asks the editor again.
    if (answers.get(uri)?.isFresh) answers.set(uri, { app, isFresh: true });
    if (JSON.stringify(app) !== JSON.stringify(before)) onAnswer();
  };
  return {
    of(uri) {
      const answer = answers.get(uri);
      if (canAnswer && !answer?.isFresh) void askFor(uri);
      return answer?.app;
    },
    forget() {
      for (const [uri, { app }] of answers) answers.set(uri, { app, isFresh: false });
    },
  };
}

async function answered(request: Promise<unknown>): Promise<LinkedApp | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined).unref();
  });
  try {
    return readApp(await Promise.race([request, late]));
  } finally {
    clearTimeout(timer);
  }
}

function readApp(value: unknown): LinkedApp | undefined {
  if (!isObject(value) || typeof value["name"] !== "string") return undefined;
  const { name, processes, configVars } = value;
  return {
    name,
    processes: list(processes).flatMap(readProcess),
    configVars: list(configVars).filter((key) => typeof key === "string"),
  };
}

function readProcess(value: unknown): LinkedApp["processes"] {
  if (!isObject(value)) return [];
  const { type, quantity, size, dynos } = value;
  if (typeof type !== "string" || typeof quantity !== "number" || typeof size !== "string") return [];
  return [{ type, quantity, size, dynos: list(dynos).flatMap(readDyno) }];
}

function readDyno(value: unknown): { name: string; state: string }[] {
  if (!isObject(value)) return [];
  const { name, state } = value;
  return typeof name === "string" && typeof state === "string" ? [{ name, state }] : [];
}

function isUnknownMethod(error: unknown): boolean {
  return error instanceof ResponseError && error.code === ErrorCodes.MethodNotFound;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
