import path from "node:path";
import type { RouterLine } from "../logs/router-line.ts";
import type { CopyCounts, LaneLimits } from "./copies/copy-lane.ts";
import { checkTarget, type DuplicateTarget } from "./copies/duplicate-target.ts";
import { createDuplicator, type Duplicator } from "./copies/duplicator.ts";
import { createBodyKeeper, type KeptBody } from "./kept-body.ts";
import { openRecorder, type Recorder } from "./recording/recorder.ts";
import type { RequestHead, RequestTap } from "./request-head.ts";
import { type Router, type RouterOptions, startRouter } from "./router/router.ts";

export interface TrafficOptions extends Omit<RouterOptions, "tap" | "log"> {
  /** One line per request. */
  readonly log: (line: RouterLine) => void;
  /** At most twice a second. */
  readonly onChange?: (status: TrafficStatus) => void;
  readonly limits?: LaneLimits;
}

export interface TrafficStatus {
  /** The port that people open. */
  readonly port: number;
  /** The file, while there is a recording. */
  readonly recording: string | null;
  /** Requests in the recording. */
  readonly recorded: number;
  /** Requests since the start. */
  readonly requests: number;
  readonly targets: readonly (DuplicateTarget & CopyCounts)[];
}

/** A router whose requests can be recorded and copied while it runs. */
export interface Traffic {
  readonly port: number;
  status(): TrafficStatus;
  /** Begins a recording in a new file. Throws a sentence; so does `duplicate`. */
  record(file: string): Promise<void>;
  /** Resolves when all is in the file. */
  stopRecording(): Promise<void>;
  /** These targets in place of those before. */
  duplicate(targets: readonly DuplicateTarget[]): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds between two reports of a change. */
const reportPause = 500;

/** Rejects with EADDRINUSE when the port is taken. */
export async function startTraffic(options: TrafficOptions): Promise<Traffic> {
  const report = reporting(() => options.onChange?.(status()));
  const keep = createBodyKeeper();
  const duplicator = createDuplicator({ ...options, onChange: report.soon });
  let recorder: Recorder | undefined;
  let requests = 0;

  const tap = (head: RequestHead): RequestTap | undefined => {
    requests++;
    report.soon();
    const lanes = duplicator.chosen(head);
    if (!recorder && lanes.length === 0) return undefined;
    return watching(keep(), { head, recorder, duplicate: (body) => duplicator.send(lanes, head, body) });
  };
  const router = await startRouter({ ...options, tap });

  const status = (): TrafficStatus => ({
    port: router.port,
    recording: recorder?.file ?? null,
    recorded: recorder?.recorded() ?? 0,
    requests,
    targets: duplicator.status(),
  });

  const stopRecording = async (): Promise<void> => {
    const stopped = recorder;
    recorder = undefined;
    report.soon();
    await stopped?.close();
  };

  return {
    port: router.port,
    status,
    async record(file) {
      if (recorder) throw new Error(`A recording is under way already, into ${recorder.file}.`);
      const opened = await openRecorder(path.resolve(file)).catch((error: Error) => {
        throw new Error(cannotRecord(file, error));
      });
      // Two may have asked at once.
      if (recorder) await opened.close();
      recorder ??= opened;
      report.soon();
    },
    stopRecording,
    duplicate: async (targets) => setTargets(duplicator, targets),
    async close() {
      report.stop();
      await closeAll(router, duplicator);
      await stopRecording();
    },
  };
}

async function closeAll(router: Router, duplicator: Duplicator): Promise<void> {
  await router.close();
  duplicator.close();
}

/** Shows one request to the recording and to the copies; its body is kept once for both. */
function watching(
  body: KeptBody,
  to: { head: RequestHead; recorder: Recorder | undefined; duplicate: (body: KeptBody) => void },
): RequestTap {
  return {
    body: (chunk) => body.add(chunk),
    complete() {
      body.complete();
      to.duplicate(body);
    },
    ended(outcome) {
      to.recorder?.write(to.head, body, outcome);
      body.release();
    },
  };
}

function setTargets(duplicator: Duplicator, targets: readonly DuplicateTarget[]): void {
  const readings = targets.map(checkTarget);
  for (const reading of readings) if (reading.kind === "invalid") throw new Error(reading.message);
  duplicator.set(readings.flatMap((reading) => (reading.kind === "read" ? [reading.target] : [])));
}

function cannotRecord(file: string, error: NodeJS.ErrnoException): string {
  return error.code === "EEXIST"
    ? `${file} is there already. Name another file, or remove it.`
    : `${file} could not be written. ${error.message}`;
}

function reporting(report: () => void): { soon: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon() {
      timer ??= setTimeout(() => {
        timer = undefined;
        report();
      }, reportPause).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
