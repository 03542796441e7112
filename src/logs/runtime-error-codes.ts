import type { ErrorCodeEntry } from "./error-codes.ts";

/** R: said by the platform about a dyno. */
export const runtimeErrors: Readonly<Record<string, ErrorCodeEntry>> = {
  R10: {
    title: "Boot timeout",
    severity: "critical",
    meaning: "The web process did not listen on $PORT within 60 seconds and was killed.",
    remedy: "Listen on the port in $PORT and on all addresses, and do slow work afterwards.",
  },
  R11: {
    title: "Bad bind",
    severity: "info",
    anchor: "r10-boot-timeout",
    meaning: "An old code: the process listened on a port that was not its own.",
    remedy: "Listen on the port in $PORT.",
  },
  R12: {
    title: "Exit timeout",
    severity: "warning",
    meaning: "The process was still there 30 seconds after SIGTERM and was killed.",
    remedy: "End the process on SIGTERM, in every child as well.",
  },
  R13: {
    title: "Attach error",
    severity: "warning",
    meaning: "A one-off dyno was started, but the client never attached to it.",
    remedy: "Run the command again; check that the network lets the connection through.",
  },
  R14: {
    title: "Memory quota exceeded",
    severity: "critical",
    meaning: "The dyno uses more memory than its size has, and swaps.",
    remedy: "Find the leak, run fewer workers in the dyno, or choose a larger dyno size.",
  },
  R15: {
    title: "Memory quota vastly exceeded",
    severity: "critical",
    meaning: "The dyno used far more memory than its size has and was killed.",
    remedy: "Find the leak, spread the load over more dynos, or choose a larger dyno size.",
  },
  R16: {
    title: "Detached",
    severity: "warning",
    meaning: "A process of an attached dyno outlived its client.",
    remedy: "End the process on SIGHUP, and do not start it in the background.",
  },
  R17: {
    title: "Checksum error",
    severity: "critical",
    meaning: "The slug that was to run does not have the checksum of its release.",
    remedy: "Deploy again; after an upload by API, check the checksum that was sent.",
  },
  R99: {
    title: "Platform error",
    severity: "critical",
    meaning: "Heroku itself failed.",
    remedy: "Try again in a minute, and look at https://status.heroku.com.",
  },
};
