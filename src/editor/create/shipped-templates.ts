import { readFile } from "node:fs/promises";
import path from "node:path";
import { readTemplate, type Template } from "./template.ts";

/** A template that comes with the extension. */
export interface ShippedTemplate {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly uses: readonly string[];
  /** Whether the sandbox can build it. */
  readonly sandbox: boolean;
  readonly template: Template;
}

export function templateFolder(extensionPath: string, id: string): string {
  return path.join(extensionPath, "media", "templates", id);
}

export async function shippedTemplates(extensionPath: string): Promise<readonly ShippedTemplate[]> {
  const index: Omit<ShippedTemplate, "template">[] = JSON.parse(
    await readFile(templateFolder(extensionPath, "index.json"), "utf8"),
  );
  return Promise.all(
    index.map(async (entry) => {
      const text = await readFile(path.join(templateFolder(extensionPath, entry.id), "app.json"), "utf8");
      return { ...entry, template: readTemplate(text) };
    }),
  );
}
