import { errorCodes } from "./error-codes.ts";

/** Why a request did not get the answer of a dyno, as the router logs it. */
export interface Fault {
  readonly code: string;
  readonly at: "info" | "warning" | "error";
  /** The side that broke off, where the platform says it. */
  readonly sock: "client" | "backend" | null;
  readonly desc: string;
  /** Of the page, or of the log line alone where nobody is left to read a page. */
  readonly status: number;
}

type Traits = Partial<Pick<Fault, "at" | "sock" | "status">>;

/** What differs from `at=error … status=503`; samples in https://devcenter.heroku.com/articles/error-codes. */
const exceptions: Readonly<Record<string, Traits>> = {
  H18: { sock: "backend" },
  H25: { status: 502 },
  H26: { status: 400 },
  H27: { at: "warning", sock: "client", status: 499 },
  H28: { at: "warning", status: 499 },
  H80: { at: "info" },
  H81: { at: "info", status: 502 },
};

const faults = new Map(
  [...errorCodes.values()]
    .filter(({ kind }) => kind === "http")
    .map(({ code, desc }) => [
      code,
      { code, desc, at: "error", sock: null, status: 503, ...exceptions[code] } as Fault,
    ]),
);

/** `detail` follows the description after a colon, as in `HTTP restriction: oversized header`. */
export function fault(code: string, detail?: string): Fault {
  const known = faults.get(code);
  if (!known) throw new Error(`The router knows no code ${code}.`);
  return detail === undefined ? known : { ...known, desc: `${known.desc}: ${detail}` };
}
