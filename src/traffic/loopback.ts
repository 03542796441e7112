import type { LookupFunction } from "node:net";

/** Whether a host is this machine by its name or number alone; `NAME.localhost` is too (RFC 6761). */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}

/** Both loopback addresses, without asking the system: few know `NAME.localhost`, and a program may listen on either. */
export const lookupLoopback: LookupFunction = (_host, options, found) => {
  if (options.all) found(null, both);
  else found(null, "127.0.0.1", 4);
};

const both = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** What a request to such a host is sent with. */
export function connectionOptions({ hostname }: URL): ConnectionOptions {
  return isLoopback(hostname) && !/^[\d[]/.test(hostname)
    ? { lookup: lookupLoopback, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: loopbackTime }
    : { autoSelectFamily: true };
}

interface ConnectionOptions {
  readonly lookup?: LookupFunction;
  readonly autoSelectFamily: true;
  readonly autoSelectFamilyAttemptTimeout?: number;
}

/** In milliseconds. Here an address refuses at once: one that lets a program wait is busy, and the other no better. */
const loopbackTime = 10_000;
