import type { Exported, ExportRequest } from "./export-request.ts";
import { exportLaunchd } from "./launchd.ts";
import { exportSupervisord } from "./supervisord.ts";
import { exportSystemd } from "./systemd.ts";

/** Service managers that a Procfile can be written for. */
export type ExportFormat = keyof typeof formats;

/** What to write, and what to do then. Nothing is read and nothing is written. */
export function exportUnits(format: ExportFormat, request: ExportRequest): Exported {
  return formats[format](request);
}

const formats = {
  systemd: exportSystemd,
  launchd: exportLaunchd,
  supervisord: exportSupervisord,
} as const satisfies Record<string, (request: ExportRequest) => Exported>;

export const exportFormats = Object.keys(formats) as readonly ExportFormat[];

export function isExportFormat(text: string | undefined): text is ExportFormat {
  return (exportFormats as readonly (string | undefined)[]).includes(text);
}
