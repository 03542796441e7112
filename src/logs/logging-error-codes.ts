import type { ErrorCodeEntry } from "./error-codes.ts";

/** L: said by Logplex about the log itself. */
export const loggingErrors: Readonly<Record<string, ErrorCodeEntry>> = {
  L10: {
    title: "Drain buffer overflow",
    severity: "warning",
    meaning: "A log drain took lines too slowly, and lines were dropped.",
    remedy: "Log less, or give the drain more throughput.",
  },
  L11: {
    title: "Tail buffer overflow",
    severity: "warning",
    meaning: "The reader of a live log was too slow, and lines were dropped for it.",
    remedy: "Log less, or read only one process.",
  },
  L12: {
    title: "Local buffer overflow",
    severity: "warning",
    meaning: "The app wrote faster than its lines could leave the dyno, and lines were dropped.",
    remedy: "Log less, in loops above all.",
  },
  L13: {
    title: "Local delivery error",
    severity: "critical",
    meaning: "Lines could not leave the dyno and were dropped.",
    remedy: "Usually passes by itself; look at https://status.heroku.com when it stays.",
  },
  L14: {
    title: "Certificate validation error",
    severity: "warning",
    meaning: "A log drain over TLS has a certificate that cannot be trusted.",
    remedy: "Check the drain's certificate, its chain and its host name.",
  },
  L15: {
    title: "Tail buffer temporarily unavailable",
    severity: "warning",
    meaning: "The last lines are kept in a buffer that is away for the moment.",
    remedy: "Read the live log, and ask for the history again later.",
  },
};
