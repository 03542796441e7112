import type { ServerResponse } from "node:http";
import { type LogBlock, toEvents } from "./log-block.ts";
import type { LogFilter } from "./log-filter.ts";
import { formatMicros, type Micros } from "./timestamp.ts";

/** Bytes that may wait for a reader who does not keep up, before lines are dropped for it. */
const longestBacklog = 4 * 1024 * 1024;

/** A block as bytes; made once for all readers of a batch. */
export type Render = (block: LogBlock) => Buffer;

/** Someone who has a log stream open. */
export interface LogReader {
  readonly format: "events" | "text";
  /** Says that lines after `since` are no longer there; nothing for none. */
  tellMissed(count: number, since: Micros): void;
  /** What was there already: never dropped. */
  replay(blocks: readonly LogBlock[]): void;
  /** New lines, all of one batch; those that do not pass the filter are skipped. */
  send(blocks: readonly LogBlock[], render: Render): void;
  /** Shows that the connection still stands; nothing when something is on its way anyway. */
  beat(): void;
  end(): void;
}

export function createLogReader({
  response,
  format,
  isWanted,
  now,
}: {
  response: ServerResponse;
  format: LogReader["format"];
  isWanted: LogFilter;
  now: () => Micros;
}): LogReader {
  let dropped = 0;
  let droppedSince = 0;

  const drop = (blocks: readonly LogBlock[]): void => {
    if (dropped === 0) {
      droppedSince = now();
      response.once("drain", tellDropped);
    }
    for (const block of blocks) dropped += block.count;
  };

  const tellDropped = (): void => {
    if (dropped === 0) return;
    response.write(overflowNotice(format, dropped, droppedSince, now()));
    dropped = 0;
  };

  /** Once it drops it goes on until half of the backlog is gone, or every other line would be a notice. */
  const isTooFull = (): boolean => response.writableLength > (dropped > 0 ? longestBacklog / 2 : longestBacklog);

  return {
    format,
    tellMissed(count, since) {
      if (count > 0) response.write(overflowNotice(format, count, since, now()));
    },
    replay(blocks) {
      const parts = blocks.map((block) => (format === "events" ? toEvents(block) : block.text));
      if (parts.length > 0) response.write(Buffer.concat(parts));
    },
    send(blocks, render) {
      const wanted = blocks.filter(isWanted);
      if (wanted.length === 0) return;
      if (isTooFull()) return drop(wanted);
      tellDropped();
      response.write(wanted.length === 1 && wanted[0] ? render(wanted[0]) : Buffer.concat(wanted.map(render)));
    },
    beat() {
      if (format === "events" && response.writableLength === 0) response.write(":\n\n");
    },
    end() {
      tellDropped();
      response.end();
    },
  };
}

/** Logplex's own words (heroku/logplex, logplex_tail_buffer). Without an id: it is no line of the log. */
function overflowNotice(format: LogReader["format"], dropped: number, since: Micros, now: Micros): string {
  const when = `${formatMicros(since).slice(0, 19)}+00:00`;
  const message = `Error L11 (Tail buffer overflow) -> This tail session dropped ${dropped} messages since ${when}.`;
  const line = `${formatMicros(now)}+00:00 heroku[logplex]: ${message}\n`;
  return format === "events" ? `data: ${line}\n` : line;
}
