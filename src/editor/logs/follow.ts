import type { LogBatch, LogStreamState } from "../../heroku/log-stream.ts";
import type { LineView } from "./line-view.ts";

export interface FollowOptions {
  /** Opens the stream; it ends with the signal. */
  readonly open: (onState: (state: LogStreamState) => void) => AsyncIterable<LogBatch>;
  readonly view: Pick<LineView, "notice" | "push">;
}

/**
 * Shows a log stream until it ends. A lost connection is one quiet line however long it lasts, and one when it is back.
 * Throws what the stream throws.
 */
export async function follow({ open, view }: FollowOptions): Promise<void> {
  let isAway = false;
  const onState = (state: LogStreamState): void => {
    if (state.kind === "waiting" && state.error !== undefined && !isAway) {
      isAway = true;
      view.notice(`${withoutEnd(state.error.message)}; trying again`);
    } else if (state.kind === "connected" && isAway) {
      isAway = false;
      view.notice("connected again");
    }
  };
  for await (const { lines, gap } of open(onState)) {
    if (gap) view.notice("lines are missing here");
    view.push(lines);
  }
}

function withoutEnd(message: string): string {
  return message.replace(/\.$/, "");
}
