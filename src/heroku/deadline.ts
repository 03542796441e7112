import { cancelledError, timeoutError } from "./errors.ts";

export interface Limits {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call, its body included; 0 means none. */
  readonly timeout?: number | undefined;
}

/**
 * Runs `work` until it ends, the caller's signal is aborted or the time is up; the signal it is given ends with any of
 * these. Rejects at once then, even when `work` does not listen.
 */
export async function withDeadline<T>(
  request: string,
  { signal, timeout = 0 }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw cancelledError(request);
  const controller = new AbortController();
  const passed = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  const end = (reason: Error) => controller.abort(reason);
  const cancel = () => end(cancelledError(request));
  const timer = timeout > 0 ? setTimeout(() => end(timeoutError(request, timeout)), timeout) : undefined;
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    return await Promise.race([passed, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}
