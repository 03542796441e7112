import { createParser } from "eventsource-parser";

/** What one chunk of a stream holds in whole lines. `ids[i]` is the event of `lines[i]`; plain text has no ids. */
export interface Received {
  readonly lines: string[];
  readonly ids: string[];
}

export interface LineReader {
  read(text: string): Received;
  /** What is left after a clean end; of a stream that broke off it is thrown away. */
  end(): Received;
  /** Where to go on after an interruption, when the server said so. */
  readonly lastEventId: string | undefined;
  /** Milliseconds that the server wants a client to wait before it comes back. */
  readonly retry: number | undefined;
}

export function createLineReader(contentType: string | null): LineReader {
  return contentType?.startsWith("text/event-stream") ? createEventReader() : createTextReader();
}

/** No line of the platform is longer (10 000 bytes); this only bounds what a broken server can make us keep. */
const longestLine = 1024 * 1024;

function createTextReader(): LineReader {
  let tail = "";
  return {
    lastEventId: undefined,
    retry: undefined,
    read(text) {
      const lines = (tail + text).split("\n");
      tail = lines.pop() ?? "";
      if (tail.length > longestLine) lines.push(takeTail());
      return { lines, ids: [] };
    },
    end: () => ({ lines: tail === "" ? [] : [takeTail()], ids: [] }),
  };

  function takeTail(): string {
    const line = tail;
    tail = "";
    return line;
  }
}

function createEventReader(): LineReader {
  let received: Received = { lines: [], ids: [] };
  let lastEventId: string | undefined;
  let retry: number | undefined;
  const parser = createParser({
    maxBufferSize: 16 * longestLine,
    onId: (id) => {
      lastEventId = id === "" ? undefined : id;
    },
    onEvent: ({ data }) => {
      for (const line of data.includes("\n") ? data.split("\n") : [data]) {
        received.lines.push(line);
        received.ids.push(lastEventId ?? "");
      }
    },
    onRetry: (milliseconds) => {
      retry = milliseconds;
    },
  });
  return {
    get lastEventId() {
      return lastEventId;
    },
    get retry() {
      return retry;
    },
    read(text) {
      received = { lines: [], ids: [] };
      parser.feed(text);
      return received;
    },
    // An event without its blank line is not whole (HTML standard, server-sent events).
    end: () => ({ lines: [], ids: [] }),
  };
}
