import { gzipSync } from "node:zlib";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { TreeNode } from "../../../src/editor/tree/nodes.ts";
import type { HerokuClient } from "../../../src/heroku/client.ts";
import { listDynos } from "../../../src/heroku/resources/dynos.ts";
import { listFormation, scale } from "../../../src/heroku/resources/formation.ts";
import { until } from "../config/signed-in.ts";

/** Gives an app process types that need no files, through the API, and starts one dyno of each. */
export async function deployProcesses(
  client: HerokuClient,
  app: string,
  processTypes: Readonly<Record<string, string>>,
): Promise<void> {
  const slug = await client.send<{ id: string; blob: { url: string } }>("POST", `/apps/${app}/slugs`, {
    process_types: processTypes,
  });
  await fetch(slug.blob.url, { method: "PUT", body: emptySlug() });
  await client.send("POST", `/apps/${app}/releases`, { slug: slug.id });
  const types = Object.keys(processTypes);
  await scale(
    client,
    app,
    types.map((type) => ({ type, quantity: 1 })),
  );
  await until(async () => (await dynosOf({ client, app })).every(({ state }) => state === "up"));
}

/** An archive of one empty folder, as tar writes it: a header of 512 bytes, and two blocks of zeros at the end. */
function emptySlug(): Buffer {
  const header = Buffer.alloc(512);
  const put = (text: string, offset: number): number => header.write(text, offset, "latin1");
  put("./app/", 0);
  put(`0000755\0${"0000000\0".repeat(2)}${"00000000000\0".repeat(2)}${" ".repeat(8)}5`, 100);
  put("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return gzipSync(Buffer.concat([header, Buffer.alloc(1024)]));
}

export function dynosOf({ client, app }: { client: HerokuClient; app: string }) {
  return listDynos(client, app);
}

/** `worker 2 Basic`, by type. */
export async function formationOf({ app, session }: AppTarget): Promise<readonly string[]> {
  const formation = await listFormation(session.client, app.id);
  return formation.map(({ type, quantity, size }) => `${type} ${quantity} ${size}`).sort();
}

/** Rows as the tree gives them to commands. */
export const rowOf = {
  app: ({ app, session }: AppTarget): TreeNode => ({ kind: "app", ...row(app.id, session.key, "") }),
  type: ({ app, session }: AppTarget, type: string): TreeNode => ({
    kind: "process",
    ...row(app.id, session.key, type),
    type,
  }),
  dyno: ({ app, session }: AppTarget, dyno: string): TreeNode => ({
    kind: "dyno",
    ...row(app.id, session.key, dyno),
    type: dyno.split(".")[0] ?? "",
    dyno,
  }),
  collaborator: ({ app, session }: AppTarget, email: string): TreeNode => ({
    kind: "collaborator",
    ...row(app.id, session.key, email),
    email,
  }),
};

function row(appId: string, sessionKey: string, name: string) {
  return { id: `${sessionKey}/${appId}/${name}`, parent: undefined, appId, sessionKey };
}
