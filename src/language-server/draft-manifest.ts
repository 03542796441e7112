import path from "node:path";
import { filePath } from "./file-path.ts";

/** The text of an app.json after what the files of a folder say; null for what is no folder on a disk. */
export async function draftManifest(folderUri: string): Promise<string | null> {
  const folder = filePath(folderUri);
  if (folder === undefined) return null;
  const [{ createProject }, { manifestFromProject }] = await Promise.all([
    import("../project/project.ts"),
    import("../manifest/from-project.ts"),
  ]);
  return manifestFromProject(await createProject(folder).facts(), path.basename(folder));
}
