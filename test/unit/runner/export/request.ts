import type { ExportedFile, ExportRequest } from "../../../../src/runner/export/export-request.ts";
import { type ExportFormat, exportUnits } from "../../../../src/runner/export/formats.ts";
import { parseFormation } from "../../../../src/runner/formation.ts";
import type { Plan } from "../../../../src/runner/plan.ts";

/** A shop with two processes; `commands` by process type. */
export function requestOf(
  commands: Readonly<Record<string, string>>,
  { formation = "all=1", ...more }: Partial<ExportRequest & Pick<Plan, "dialect">> & { formation?: string } = {},
): ExportRequest {
  const reading = parseFormation(formation);
  if (reading.kind === "invalid") throw new Error(reading.message);
  return {
    app: "shop",
    user: "shop",
    root: "/srv/shop",
    folder: "/etc/units",
    log: undefined,
    timeout: 5,
    variables: {},
    path: undefined,
    ...more,
    plan: {
      dialect: more.dialect ?? "workbench",
      types: Object.entries(commands).map(([name, command]) => ({ name, command })),
      formation: reading.formation,
      basePort: 5000,
      env: more.variables ?? {},
      fileKeys: Object.keys(more.variables ?? {}),
    },
  };
}

export function filesOf(format: ExportFormat, request: ExportRequest): readonly ExportedFile[] {
  const exported = exportUnits(format, request);
  if (exported.kind === "impossible") throw new Error(exported.message);
  return exported.files;
}

/** The text of the file, or of the first one. */
export function textOf(format: ExportFormat, request: ExportRequest, name?: string): string {
  const files = filesOf(format, request);
  return (name === undefined ? files[0] : files.find((file) => file.name === name))?.text ?? "";
}

/** What shells, units and files of variables have a meaning for. */
export const hostileCommand = `a "b" 'c' \\ \\n $HOME \${X} $$ %i %% %(here)s \`d\` # e ; f ; && g | h > /dev/null & é \u{1F600}`;
export const hostileValues: Readonly<Record<string, string>> = {
  QUOTES: `'single' "double" \`back\` '''`,
  BACKSLASHES: '\\ \\\\ \\n \\" end\\',
  DOLLARS: `$HOME ${"{HOME}"} $(id) $$`,
  PERCENT: "%i %% %(ENV_X)s",
  LINES: "-----BEGIN KEY-----\nabc\tdef\n\n-----END KEY-----\n",
  BLANKS: "  # no comment ; nor this  ",
  EMPTY: "",
  UNICODE: "grüße \u{1F600}",
};
