import { defaultSettings, type LanguageSettings } from "../language/settings.ts";
import { readSettings, settingsSection } from "./read-settings.ts";

export interface SettingsStore {
  /** The settings of a folder, or those without a folder. */
  of(folderUri: string | undefined): Promise<LanguageSettings>;
  /** What `initializationOptions` or `didChangeConfiguration` carried, wrapped in its section or not. */
  push(value: unknown): void;
}

/** Milliseconds after which a client that was asked for its settings is taken to have none. */
const patience = 2000;

/** Asks the client per folder when it answers such questions; else what was pushed counts everywhere. */
export function createSettingsStore(
  ask: ((scopeUri: string | undefined) => Promise<unknown>) | undefined,
): SettingsStore {
  const asked = new Map<string | undefined, Promise<LanguageSettings>>();
  let pushed: LanguageSettings = defaultSettings;
  const request = async (scopeUri: string | undefined) => {
    const section = await soon(ask?.(scopeUri) ?? Promise.resolve(undefined));
    return isObject(section) ? readSettings(section) : pushed;
  };
  return {
    of(folderUri) {
      if (!ask) return Promise.resolve(pushed);
      const answer = asked.get(folderUri) ?? request(folderUri);
      asked.set(folderUri, answer);
      return answer;
    },
    push(value) {
      asked.clear();
      const section = settingsSection(value);
      if (isObject(section)) pushed = readSettings(section);
    },
  };
}

async function soon(request: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined).unref();
  });
  try {
    return await Promise.race([request, late]);
  } catch {
    // The client has none to tell.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
