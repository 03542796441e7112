/** One line of an app's log, as Logplex writes it. */
export interface LogLine {
  /** RFC 3339 with microseconds, as it stands in the line. */
  readonly timestamp: string;
  /** `app`, `heroku` or the name of an add-on. */
  readonly source: string;
  /** `web.1`, `router`, `api`, `run.1234`; null where Logplex had none and left the brackets out. */
  readonly process: string | null;
  /** All after the colon and its space, however long or odd. */
  readonly message: string;
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)) ([\w.-]+)(?:\[([^\]\s]*)\])?: ?(.*)$/s;

/**
 * Reads `timestamp source[process]: message`, the format of Logplex (heroku/logplex, `logplex_utils.erl`).
 * Undefined for anything else, such as the remainder of a line that was split at 10 000 bytes.
 */
export function parseLogLine(line: string): LogLine | undefined {
  const [, timestamp, source, process, message] = shape.exec(line) ?? [];
  if (timestamp === undefined || source === undefined || message === undefined) return undefined;
  return { timestamp, source, process: process === undefined || process === "" ? null : process, message };
}

/** The line again, without a newline. */
export function formatLogLine(line: LogLine): string {
  const process = line.process === null ? "" : `[${line.process}]`;
  return `${line.timestamp} ${line.source}${process}: ${line.message}`;
}
