import type { App } from "../../heroku/resources/types.ts";
import type { Services, Session } from "../services.ts";

/** Asks for a new app and creates it, as *Create App…* does. Undefined when the person declines. */
export async function createNewApp(services: Services, session: Session): Promise<App | undefined> {
  const { askAndCreate } = await import("../create/create-app.ts");
  return (await askAndCreate(services, session))?.target.app;
}
