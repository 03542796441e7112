import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Path of a `file:` URI, the drive letter of Windows in lower case; undefined for any other URI. */
export function filePath(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return lowerDrive(path.normalize(fileURLToPath(uri)));
  } catch {
    return undefined;
  }
}

/** The URI of an absolute path. */
export function fileUri(absolute: string): string {
  return pathToFileURL(absolute).href;
}

/** From a folder to a file below it, with slashes. */
export function pathFrom(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join("/");
}

function lowerDrive(absolute: string): string {
  return /^[A-Z]:/.test(absolute) ? absolute.charAt(0).toLowerCase() + absolute.slice(1) : absolute;
}
