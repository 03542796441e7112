/** Runs the check of a document soon after `soon`, and never two of one document at a time. */
export interface Schedule {
  soon(uri: string): void;
  /** Nothing more for this document. */
  drop(uri: string): void;
}

interface Turn {
  timer: NodeJS.Immediate | NodeJS.Timeout | undefined;
  isRunning: boolean;
  isWanted: boolean;
  /** Milliseconds that the last check took. */
  took: number;
}

const quick = 15;
const longestWait = 400;

/**
 * `check` resolves with the milliseconds it worked. A quick check runs as soon as the messages at hand are read. After a slow one, its own time passes first, so that
 * typing never queues up work.
 */
export function createSchedule(check: (uri: string) => Promise<number>): Schedule {
  const turns = new Map<string, Turn>();
  const run = async (uri: string, turn: Turn) => {
    turn.timer = undefined;
    turn.isRunning = true;
    turn.isWanted = false;
    turn.took = await check(uri);
    turn.isRunning = false;
    if (turn.isWanted && turns.get(uri) === turn) start(uri, turn);
  };
  const start = (uri: string, turn: Turn) => {
    if (turn.took <= quick) turn.timer = setImmediate(run, uri, turn);
    else turn.timer = setTimeout(run, Math.min(turn.took, longestWait), uri, turn);
  };
  return {
    soon(uri) {
      const turn = turns.get(uri) ?? { timer: undefined, isRunning: false, isWanted: false, took: 0 };
      turns.set(uri, turn);
      if (turn.isRunning) turn.isWanted = true;
      else if (turn.timer === undefined) start(uri, turn);
    },
    drop(uri) {
      const timer = turns.get(uri)?.timer;
      turns.delete(uri);
      clearImmediate(timer as NodeJS.Immediate | undefined);
      clearTimeout(timer as NodeJS.Timeout | undefined);
    },
  };
}
