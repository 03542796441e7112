import type { Session } from "./session.ts";
import { tellProjects } from "./watched-files.ts";

/** What one file says, others are checked against. */
export interface Neighbours {
  /** This file has another text, on disk or in the editor. */
  changed(file: string): void;
  /** The projects know already what changed. */
  readAgain(): void;
}

/** Milliseconds without a change: a person who types checks only the file at hand. */
const pause = 250;

export function createNeighbours(
  session: Session,
  { checkAll, onError }: { checkAll: () => void; onError: (where: string, error: unknown) => void },
): Neighbours {
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const read = async () => {
    tellProjects(session, [...files]);
    files.clear();
    const known = [...session.projects.open()].filter(({ facts }) => facts);
    const isNew = await Promise.all(known.map(async (project) => project.facts !== (await project.load())));
    if (isNew.includes(true)) checkAll();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => read().catch((error: unknown) => onError("reading the project", error)), pause);
  };
  return {
    changed(file) {
      files.add(file);
      wait();
    },
    readAgain: wait,
  };
}
