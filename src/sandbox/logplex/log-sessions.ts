import type { LogSessionRequest, World } from "../parts.ts";

/** Milliseconds that a session may be opened for. */
const lifetime = 5 * 60 * 1000;

export interface LogSession {
  readonly appId: string;
  readonly request: LogSessionRequest;
}

export interface LogSessions {
  create(session: LogSession): { id: string; path: string };
  find(id: string): LogSession | undefined;
  forget(appId: string): void;
}

export function createLogSessions(world: World): LogSessions {
  const sessions = new Map<string, LogSession & { readonly expires: number }>();

  const dropExpired = (): void => {
    // The oldest come first, and all live equally long.
    for (const [id, { expires }] of sessions) {
      if (expires > world.now().getTime()) return;
      sessions.delete(id);
    }
  };

  return {
    create(session) {
      dropExpired();
      const id = world.uuid();
      const now = world.now().getTime();
      sessions.set(id, { ...session, expires: now + lifetime });
      return { id, path: `/streams/${id}?srv=${Math.floor(now / 1000)}` };
    },
    find(id) {
      dropExpired();
      return sessions.get(id);
    },
    forget(appId) {
      for (const [id, session] of sessions) if (session.appId === appId) sessions.delete(id);
    },
  };
}
