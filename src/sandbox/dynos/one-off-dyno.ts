import type { Dyno } from "../parts.ts";
import { messages } from "./dyno-log.ts";
import { launch } from "./launch.ts";
import { type DynoPlan, type DynoRoom, newDyno, now } from "./live-dyno.ts";

/** A dyno that runs one command once. */
export interface OneOffDyno {
  readonly dyno: Dyno;
  /** Its exit status when nothing of it is left; 124 when its time was over, 126 when it could not start. */
  readonly ended: Promise<number>;
  stop(): void;
}

export interface OneOffPlan extends DynoPlan {
  /** Milliseconds after which it is stopped; null for none. */
  readonly timeLimit: number | null;
  readonly output?: ((chunk: Buffer) => void) | undefined;
}

const timedOut = 124;
const notStarted = 126;

export function startOneOffDyno({ world, pad, log, changed }: Omit<DynoRoom, "ports">, plan: OneOffPlan): OneOffDyno {
  let dyno = newDyno(plan, world);
  let isOverdue = false;
  const running = launch(pad, { ...plan, id: dyno.id, port: null, log });

  const live = async (): Promise<number> => {
    if ((await running.started) !== undefined) {
      log.say(messages.changed("starting", "up"));
      dyno = { ...dyno, state: "up", updatedAt: now(world) };
      changed();
    }
    const limit = plan.timeLimit === null ? undefined : setTimeout(stopOverdue, plan.timeLimit);
    const end = await running.ended;
    clearTimeout(limit);
    if (end.kind === "failed") return notStarted;
    log.say(messages.changed("up", "complete"));
    return isOverdue ? timedOut : end.status;
  };

  const stopOverdue = (): void => {
    isOverdue = true;
    running.stop();
  };

  return {
    get dyno() {
      return dyno;
    },
    ended: live(),
    stop: running.stop,
  };
}
