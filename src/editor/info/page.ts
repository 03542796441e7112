import * as vscode from "vscode";
import { dollars, formationPrice, monthlyPrice } from "../../advice/dyno-prices.ts";
import type { Addon } from "../../heroku/resources/addons.ts";
import type { Domain } from "../../heroku/resources/domains.ts";
import type { Collaborator, Release } from "../../heroku/resources/types.ts";
import { deprecatedStacks, retiredStacks } from "../../manifest/catalogue/stacks.ts";
import { since } from "../tree/since.ts";
import { webFirst } from "../tree/web-first.ts";
import type { Action } from "./actions.ts";
import { readableBytes } from "./bytes.ts";
import type { AppFacts, Part, WholeApp } from "./facts.ts";
import { html, type Markup } from "./html.ts";

export interface PageContext {
  readonly now: Date;
  /** The account through which the app is seen. */
  readonly account: string;
  readonly isSandbox: boolean;
}

/** The page of an app, below its frame. Never a value of a config var. */
export function pageOf(facts: AppFacts, context: PageContext): string {
  const { app } = facts;
  return html`
    <header>
      <h1>${app.name}</h1>
      ${app.maintenance ? html`<p class="notice" role="status">${vscode.l10n.t("In maintenance mode: visitors get status 503.")}</p>` : undefined}
      ${actionBar(app, context)}
    </header>
    ${section("information", vscode.l10n.t("Information"), information(facts, context))}
    ${section("processes", vscode.l10n.t("Processes"), processes(facts, context), button("restart", vscode.l10n.t("Restart All…")))}
    ${section("config", vscode.l10n.t("Config Vars"), configVars(facts.configKeys), html`${button("editConfig", vscode.l10n.t("Edit as Document"))}${button("addConfig", vscode.l10n.t("Add Config Var…"))}`)}
    ${section("collaborators", vscode.l10n.t("Collaborators"), collaborators(app, facts.collaborators), button("addCollaborators", vscode.l10n.t("Add Collaborators…")))}
    ${section("releases", vscode.l10n.t("Latest Releases"), releases(facts.releases, context.now))}
    ${section("addons", vscode.l10n.t("Add-ons"), addons(app, facts.addons))}
    ${section("domains", vscode.l10n.t("Domains"), domains(facts.domains))}
    ${section("links", vscode.l10n.t("Links"), links(app, context))}
  `.markup;
}

/** Words in place of the page: why there is none. */
export function notePage(title: string, words: string, isSignInNeeded: boolean): string {
  const signIn = isSignInNeeded
    ? html`<p><button data-action="signIn" id="signIn">${vscode.l10n.t("Sign In…")}</button></p>`
    : undefined;
  return html`<h1>${title}</h1><p class="notice" role="status">${words}</p>${signIn}`.markup;
}

function actionBar(app: WholeApp, { isSandbox }: PageContext): Markup {
  const all: readonly (Markup | undefined)[] = [
    button("open", vscode.l10n.t("Open App"), { isPrimary: true }),
    button("openInEditor", vscode.l10n.t("Open in Editor")),
    button("logs", vscode.l10n.t("View Logs")),
    button("deploy", vscode.l10n.t("Deploy…")),
    button("import", vscode.l10n.t("Import…")),
    button("link", vscode.l10n.t("Link Workspace…")),
    button("rename", vscode.l10n.t("Rename…")),
    button("transfer", vscode.l10n.t("Transfer…")),
    app.maintenance
      ? button("maintenanceOff", vscode.l10n.t("Turn Maintenance Off"))
      : button("maintenanceOn", vscode.l10n.t("Turn Maintenance On")),
    isSandbox ? undefined : button("dashboard", vscode.l10n.t("Open Dashboard")),
    button("destroy", vscode.l10n.t("Destroy…")),
  ];
  return html`<nav aria-label="${vscode.l10n.t("Actions")}">${all.filter((it) => it !== undefined)}</nav>`;
}

interface ButtonLook {
  /** The thing that it is about: a process type, a key. */
  readonly of?: string;
  readonly isPrimary?: boolean;
}

function button(action: Action | "reveal", label: string, { of = "", isPrimary = false }: ButtonLook = {}): Markup {
  const spoken = of === "" ? label : `${label} ${of}`;
  return html`<button class="${isPrimary ? "primary" : ""}" id="${action}/${of}" data-action="${action}" data-of="${of}" aria-label="${spoken}">${label}</button>`;
}

function section(id: string, title: string, content: Markup, extra?: Markup): Markup {
  return html`<section aria-labelledby="${id}"><div class="head"><h2 id="${id}">${title}</h2>${extra}</div>${content}</section>`;
}

function information({ app, releases: latest, buildpacks }: AppFacts, { now, account }: PageContext): Markup {
  const release = latest.kind === "known" ? latest.value[0] : undefined;
  const lastRelease = release
    ? `v${release.version}, ${ago(release.created_at, now)}, ${vscode.l10n.t("by {0}", release.user.email)}`
    : app.released_at === null
      ? vscode.l10n.t("none yet")
      : ago(app.released_at, now);
  const rows: readonly (readonly [string, Markup | string | undefined])[] = [
    [vscode.l10n.t("Name"), app.name],
    [app.team ? vscode.l10n.t("Team") : vscode.l10n.t("Owner"), app.team?.name ?? app.owner.email],
    [vscode.l10n.t("Your account"), account],
    [vscode.l10n.t("Region"), app.region.name],
    [vscode.l10n.t("Stack"), stackWords(app)],
    [vscode.l10n.t("Generation"), app.generation?.name],
    [
      vscode.l10n.t("Buildpacks"),
      buildpacks.kind === "known"
        ? buildpacks.value.join(", ") || app.buildpack_provided_description || undefined
        : undefined,
    ],
    [vscode.l10n.t("Web address"), app.web_url === null ? vscode.l10n.t("none") : code(app.web_url)],
    [vscode.l10n.t("Git URL"), code(app.git_url)],
    [vscode.l10n.t("Repository size"), readableBytes(app.repo_size)],
    [
      vscode.l10n.t("Slug size"),
      app.slug_size ? `${readableBytes(app.slug_size)} ${vscode.l10n.t("of 500 MB")}` : undefined,
    ],
    [vscode.l10n.t("Last release"), lastRelease],
    [vscode.l10n.t("Created"), time(app.created_at, now)],
    [vscode.l10n.t("Updated"), time(app.updated_at, now)],
  ];
  const shown = rows.filter(([, value]) => value !== undefined);
  return html`<table class="facts"><tbody>${shown.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`;
}

/** What the stack is, whether it is at its end, and what the next build has. */
export function stackWords({ stack, build_stack: next }: Pick<WholeApp, "build_stack" | "stack">): string {
  const end = deprecatedStacks.get(stack.name);
  const state = retiredStacks.has(stack.name)
    ? vscode.l10n.t("retired: it gets no builds and no security updates")
    : end && vscode.l10n.t("deprecated, ends on {0}", end);
  const change = next && next.name !== stack.name ? vscode.l10n.t("{0} with the next build", next.name) : undefined;
  const remarks = [state, change].filter((it) => it !== undefined);
  return remarks.length === 0 ? stack.name : `${stack.name} (${remarks.join("; ")})`;
}

function processes({ formation, dynos }: AppFacts, { isSandbox, now }: PageContext): Markup {
  return known(formation, vscode.l10n.t("No process types yet: nothing was deployed."), (all) => {
    const total = isSandbox ? undefined : formationPrice(all);
    const running = dynos.kind === "known" ? dynos.value : [];
    const rows = [...all]
      .sort((a, b) => webFirst(a.type, b.type))
      .map(({ type, command, quantity, size }) => {
        const price = isSandbox ? undefined : monthlyPrice(size, quantity);
        const own = running.filter((dyno) => dyno.type === type);
        const states = own.map((dyno) => `${dyno.name} ${dyno.state} (${since(dyno.updated_at, now)})`).join(", ");
        return html`<tr><th scope="row">${type}</th><td>${quantity} × ${size}${price ? ` · ${dollars(price)}` : undefined}</td><td>${states || vscode.l10n.t("none")}</td><td>${code(command)}</td><td class="act">${button("scale", vscode.l10n.t("Scale…"), { of: type })}${button("restartType", vscode.l10n.t("Restart…"), { of: type })}${button("logsOfType", vscode.l10n.t("Logs"), { of: type })}</td></tr>`;
      });
    const heads = [
      vscode.l10n.t("Type"),
      vscode.l10n.t("Dynos"),
      vscode.l10n.t("Running"),
      vscode.l10n.t("Command"),
      vscode.l10n.t("Actions"),
    ];
    const price = total
      ? html`<p>${vscode.l10n.t("{0} a month for dynos, if they run all the time.", dollars(total))}</p>`
      : undefined;
    return html`${table(heads, rows)}${price}`;
  });
}

function configVars(keys: Part<readonly string[]>): Markup {
  return known(keys, vscode.l10n.t("No config vars."), (all) => {
    const rows = all.map(
      (key) =>
        html`<tr><th scope="row">${code(key)}</th><td class="value" data-value-of="${key}" aria-live="polite">••••••••</td><td class="act">${button("reveal", vscode.l10n.t("Reveal"), { of: key })}${button("copyValue", vscode.l10n.t("Copy"), { of: key })}</td></tr>`,
    );
    return table([vscode.l10n.t("Key"), vscode.l10n.t("Value"), vscode.l10n.t("Actions")], rows);
  });
}

function collaborators(app: WholeApp, all: Part<readonly Collaborator[]>): Markup {
  return known(all, vscode.l10n.t("No collaborators."), (people) => {
    const rows = people.map(({ user, role }) => {
      const words = user.id === app.owner.id ? vscode.l10n.t("owner") : (role ?? vscode.l10n.t("collaborator"));
      return html`<tr><th scope="row">${user.email}</th><td>${words}</td></tr>`;
    });
    return table([vscode.l10n.t("E-mail address"), vscode.l10n.t("Role")], rows);
  });
}

function releases(all: Part<readonly Release[]>, now: Date): Markup {
  return known(all, vscode.l10n.t("No releases yet."), (latest) => {
    const rows = latest.map(({ version, description, status, current, user, created_at }) => {
      const state = current ? vscode.l10n.t("current") : status;
      return html`<tr><th scope="row">v${version}</th><td>${description}</td><td>${state}</td><td>${user.email}</td><td>${time(created_at, now)}</td></tr>`;
    });
    return table(
      [
        vscode.l10n.t("Version"),
        vscode.l10n.t("What"),
        vscode.l10n.t("State"),
        vscode.l10n.t("By"),
        vscode.l10n.t("When"),
      ],
      rows,
    );
  });
}

function addons(app: WholeApp, all: Part<readonly Addon[]>): Markup {
  return known(all, vscode.l10n.t("No add-ons."), (known) => {
    const rows = known.map((addon) => {
      const owner = addon.app.id === app.id ? "" : ` · ${vscode.l10n.t("of {0}", addon.app.name)}`;
      const price = addon.billed_price;
      const cost = price ? vscode.l10n.t("{0} a {1}", dollars(price.cents / 100), price.unit) : "";
      return html`<tr><th scope="row">${addon.name}</th><td>${addon.plan.name}${owner}</td><td>${addon.state}</td><td>${cost}</td><td>${addon.config_vars.join(", ")}</td></tr>`;
    });
    return table(
      [
        vscode.l10n.t("Name"),
        vscode.l10n.t("Plan"),
        vscode.l10n.t("State"),
        vscode.l10n.t("Price"),
        vscode.l10n.t("Config vars"),
      ],
      rows,
    );
  });
}

function domains(all: Part<readonly Domain[]>): Markup {
  return known(all, vscode.l10n.t("No domains."), (hosts) => {
    const rows = hosts.map(({ hostname, kind, cname, acm_status: certificate }) => {
      const target = cname ?? (kind === "heroku" ? vscode.l10n.t("comes with the app") : "");
      return html`<tr><th scope="row">${hostname}</th><td>${target}</td><td>${certificate ?? ""}</td></tr>`;
    });
    return table([vscode.l10n.t("Host name"), vscode.l10n.t("DNS target"), vscode.l10n.t("Certificate")], rows);
  });
}

function links({ name, web_url }: WholeApp, { isSandbox }: PageContext): Markup {
  const pages: readonly (readonly [string, string])[] = isSandbox
    ? []
    : [
        [vscode.l10n.t("Dashboard"), `https://dashboard.heroku.com/apps/${name}`],
        [vscode.l10n.t("Metrics"), `https://dashboard.heroku.com/apps/${name}/metrics/web`],
        [vscode.l10n.t("Activity"), `https://dashboard.heroku.com/apps/${name}/activity`],
        [vscode.l10n.t("Heroku status"), "https://status.heroku.com"],
        [vscode.l10n.t("Dev Center"), "https://devcenter.heroku.com"],
      ];
  const all = [...(web_url === null ? [] : [[vscode.l10n.t("The app"), web_url] as const]), ...pages];
  return html`<ul>${all.map(([title, url]) => html`<li><a href="${url}">${title}</a></li>`)}</ul>`;
}

function known<T extends readonly unknown[]>(part: Part<T>, empty: string, show: (value: T) => Markup): Markup {
  if (part.kind === "refused") return html`<p class="refused">${part.why}</p>`;
  return part.value.length === 0 ? html`<p class="empty">${empty}</p>` : show(part.value);
}

function table(heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}

function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

function ago(iso: string, now: Date): string {
  const words = since(iso, now);
  return words === "just now" ? vscode.l10n.t("just now") : vscode.l10n.t("{0} ago", words);
}

function time(iso: string, now: Date): Markup {
  return html`<time datetime="${iso}" title="${new Date(iso).toLocaleString()}">${ago(iso, now)}</time>`;
}
