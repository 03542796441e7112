import { offerSource } from "../../blobs/sources.ts";
import { type Call, created, type Route, withApp } from "../call.ts";

export const sourceRoutes: readonly Route[] = [
  { method: "POST", pattern: "/sources", handler: create },
  { method: "POST", pattern: "/apps/:app/sources", handler: withApp(create, "deploy") },
];

async function create({ parts }: Call) {
  const url = `${parts.apiUrl}${await offerSource(parts.places)}`;
  return created({ source_blob: { get_url: url, put_url: url } });
}
