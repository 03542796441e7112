import * as vscode from "vscode";
import type { ShippedTemplate } from "./shipped-templates.ts";
import type { Variable } from "./template.ts";

/** A row of the gallery with its details, as its page shows it. */
export interface GalleryEntry {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly note: string | undefined;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly variables: readonly { readonly key: string; readonly about: string; readonly how: string }[];
  readonly action: string;
  /** What the search looks in, in lower case. */
  readonly text: string;
  readonly isElsewhere: boolean;
}

export function galleryEntries(templates: readonly ShippedTemplate[], isSandbox: boolean): readonly GalleryEntry[] {
  return [...templates.map((it) => shippedEntry(it, isSandbox)), ...elsewhere()];
}

function shippedEntry(shipped: ShippedTemplate, isSandbox: boolean): GalleryEntry {
  const { id, title, language, uses, template } = shipped;
  const { description, addons, variables, postdeploy, keywords } = template;
  const prices = addons.map(({ plan, about }) => (about ? `${plan}: ${about}` : plan));
  return {
    id,
    title,
    description,
    subtitle: uses.join(", "),
    note:
      isSandbox && !shipped.sandbox
        ? vscode.l10n.t("The local sandbox builds no {0}; Heroku does.", language)
        : undefined,
    facts: [
      { name: vscode.l10n.t("What it uses"), text: uses.join(", ") },
      {
        name: vscode.l10n.t("Add-ons"),
        text: prices.join("\n") || vscode.l10n.t("None. Only its dynos cost something."),
      },
      ...(postdeploy ? [{ name: vscode.l10n.t("After the first deploy"), text: postdeploy }] : []),
    ],
    variables: variables.map((variable) => ({
      key: variable.key,
      about: variable.description,
      how: howFilled(variable),
    })),
    action: vscode.l10n.t("Use This Template"),
    text: [title, description, language, ...uses, ...keywords].join(" ").toLowerCase(),
    isElsewhere: false,
  };
}

/** How a config var gets its value, in words. */
export function howFilled({ isGenerated, isRequired, value }: Variable): string {
  if (isGenerated) return vscode.l10n.t("generated");
  if (value !== "") return vscode.l10n.t('"{0}" unless you say otherwise', value);
  return isRequired ? vscode.l10n.t("asked for") : vscode.l10n.t("optional");
}

function elsewhere(): GalleryEntry[] {
  const common = { note: undefined, facts: [], variables: [], isElsewhere: true };
  return [
    {
      ...common,
      id: "folder",
      title: vscode.l10n.t("A folder…"),
      subtitle: vscode.l10n.t("on this computer, with an app.json"),
      description: vscode.l10n.t(
        "Copies a project with an app.json, and makes an app as it says: config vars, add-ons, formation and scripts.",
      ),
      action: vscode.l10n.t("Choose a Folder…"),
      text: "folder app.json",
    },
    {
      ...common,
      id: "git",
      title: vscode.l10n.t("A git repository…"),
      subtitle: vscode.l10n.t("by its address, with an app.json"),
      description: vscode.l10n.t(
        "Fetches a repository with an app.json, from GitHub or anywhere else, and makes an app as it says. The add-ons that it asks for may cost money; they are shown first.",
      ),
      action: vscode.l10n.t("Enter an Address…"),
      text: "git url repository github gitlab app.json",
    },
  ];
}
