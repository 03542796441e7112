import type { ControlRequest, DuplicateTarget } from "./protocol.ts";

/** A line of a client, as far as it can be understood. */
export interface ReadRequest {
  readonly id: unknown;
  /** Undefined for what is none. */
  readonly request: ControlRequest | undefined;
}

/** Who sent no request with an id waits for an answer all the same. */
export function readRequest(line: string): ReadRequest {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return nothing;
    return { id: "id" in value ? value.id : null, request: isRequest(value) ? value : undefined };
  } catch {
    return nothing;
  }
}

const nothing: ReadRequest = { id: null, request: undefined };

type Fields = Readonly<Record<string, unknown>>;

const isName = ({ name }: Fields): boolean => typeof name === "string";

/** What each request must carry. */
const checks: Readonly<Record<ControlRequest["do"], (fields: Fields) => boolean>> = {
  status: () => true,
  usage: () => true,
  stop: () => true,
  subscribe: () => true,
  start: isName,
  "stop-process": isName,
  restart: isName,
  scale: (fields) => isName(fields) && isCount(fields["copies"]),
  show: ({ names }) => Array.isArray(names) && names.every((name) => typeof name === "string"),
  input: (fields) => isName(fields) && typeof fields["text"] === "string",
  borrow: (fields) => isName(fields) && (fields["by"] === "debugger" || fields["by"] === "terminal"),
  "give-back": isName,
  follow: isName,
  record: ({ file }) => typeof file === "string" && file !== "",
  "stop-recording": () => true,
  duplicate: ({ targets }) => Array.isArray(targets) && targets.every(isTarget),
};

function isRequest(value: object): value is ControlRequest {
  const what = (value as Fields)["do"];
  return (
    typeof what === "string" && Object.hasOwn(checks, what) && checks[what as ControlRequest["do"]](value as Fields)
  );
}

function isCount(copies: unknown): boolean {
  return Number.isSafeInteger(copies) && Number(copies) >= 0;
}

function isTarget(target: unknown): target is DuplicateTarget {
  if (typeof target !== "object" || target === null) return false;
  const { url, percent = 100, path = "", headers = {} } = target as Fields;
  const isShare = typeof percent === "number" && percent >= 0 && percent <= 100;
  const isFilter =
    typeof headers === "object" && headers !== null && [path, ...Object.values(headers)].every(isPattern);
  return typeof url === "string" && URL.canParse(url) && isShare && isFilter;
}

function isPattern(text: unknown): boolean {
  try {
    return typeof text === "string" && new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
