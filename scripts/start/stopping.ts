/** Resolves when a person or a program asks us to stop, or when the npm that started us is gone. */
export function whenAskedToStop(): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(undefined));
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || resolve(undefined), 1000).unref();
  return promise;
}
