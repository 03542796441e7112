import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";

export interface Domain {
  readonly id: string;
  readonly hostname: string;
  /** `heroku`: the one that comes with the app. */
  readonly kind: "custom" | "heroku";
  /** The DNS target of a custom domain. */
  readonly cname: string | null;
  /** `pending`, `succeeded`, `none`, … */
  readonly status?: string;
  /** Of its certificate, where the platform manages that: `cert issued`, `failing`, … */
  readonly acm_status?: string | null;
  readonly acm_status_reason?: string | null;
}

export function listDomains(client: HerokuClient, app: string, options?: CallOptions): Promise<Domain[]> {
  return allPages(client.list<Domain>(path`/apps/${app}/domains`, options));
}
