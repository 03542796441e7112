import type { AppTarget, Services } from "../../src/editor/services.ts";

/** The same services for whom the sandbox is Heroku itself: what costs and interrupts is asked, and its rules hold. */
export function asHeroku(services: Services, change: (target: AppTarget) => AppTarget = (target) => target): Services {
  const find = (idOrName: string, sessionKey?: string): AppTarget | undefined => {
    const found = services.apps.find(idOrName, sessionKey);
    return found && change({ ...found, session: { ...found.session, isSandbox: false } });
  };
  return { ...services, apps: Object.create(services.apps, { find: { value: find } }) };
}
