import type { ApiRequest, CallOptions } from "./client.ts";
import type { Clock } from "./clock.ts";
import { withDeadline } from "./deadline.ts";
import { cancelledError, isPlatformError, type PlatformError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { path } from "./path.ts";
import type { Authorization } from "./resources/authorizations.ts";
import { createSharedCalls } from "./shared-calls.ts";

/** What a person is asked for a code of their second factor for. */
export interface SecondFactorQuestion {
  /** The only app that it opens; undefined: the whole account. */
  readonly app: string | undefined;
  /** What is to be done: `PATCH /apps/demo`; undefined when the person began by themselves. */
  readonly request: string | undefined;
  /** The platform's words about the code before, which was not good. */
  readonly complaint: string | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface SecondFactorAsker {
  /** Of the short authorization, as the account's owner will read it. */
  readonly description: string;
  /** A code, which is sent once and kept nowhere; undefined when the person declines. */
  ask(question: SecondFactorQuestion): Promise<string | undefined>;
  /** `token` or `until` is different. */
  onDidChange?(): void;
}

export interface SecondFactor {
  /** That skips the second factor until it ends, in memory alone; undefined when there is none. */
  token(): string | undefined;
  until(): Date | undefined;
  /** Asks for a code before the platform does. False when the person declines. */
  give(signal?: AbortSignal): Promise<boolean>;
}

type Call = <T>(request: ApiRequest, options?: CallOptions) => Promise<Answer<T>>;

export interface SecondFactorOptions extends SecondFactorAsker {
  readonly clock: Clock;
  /** One call without a question. */
  readonly call: Call;
}

export interface GuardedCalls extends SecondFactor {
  /** As `call`; a refusal for want of a second factor asks the person, once for all calls that wait for it. */
  readonly guarded: Call;
}

export function createSecondFactor(options: SecondFactorOptions): GuardedCalls {
  const { clock, call, onDidChange } = options;
  const shared = createSharedCalls();
  const declined = new Map<string, number>();
  let bought: { readonly token: string; readonly until: number } | undefined;
  let passes = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const held = () => (bought !== undefined && bought.until > clock.now() ? bought : undefined);
  const hold = (next: typeof bought): void => {
    bought = next;
    onDidChange?.();
  };
  const buy: Spend = async (headers) => {
    const body = { description: options.description, expires_in: shortTime, skip_two_factor: true };
    const { body: made } = await call<Authorization>({ method: "POST", path: "/oauth/authorizations", body, headers });
    const { token, expires_in } = made.access_token;
    hold({ token, until: clock.now() + (expires_in ?? shortTime) * 1000 });
    return {};
  };
  const spendFor = (app: string | undefined): Spend => {
    if (app === undefined) return held() ? onlyOnce : orOnlyOnce(buy);
    return async (headers) => {
      await call({ method: "PUT", path: path`/apps/${app}/pre-authorizations`, headers });
      return {};
    };
  };
  const obtain = async (question: Asked, signal: AbortSignal): Promise<Pass> => {
    const pass = await askUntilGood(options, question, spendFor(question.app), signal);
    passes++;
    if (pass === undefined) declined.set(question.app ?? "", clock.now());
    else declined.clear();
    return pass;
  };
  /** One question after the other; whoever wants the same joins it. */
  const askOnce = (question: Asked, signal: AbortSignal): Promise<Pass> =>
    shared.join(question.app ?? "", signal, (all) => {
      const mine = turn.then(() => obtain(question, all));
      turn = mine.catch(() => undefined);
      return mine;
    });
  const isQuiet = (app: string | undefined): boolean => {
    const at = declined.get(app ?? "");
    return at !== undefined && clock.now() - at < quietTime;
  };
  const passFor = (error: PlatformError, request: ApiRequest, { signal }: CallOptions): Promise<Pass> => {
    // What only reads comes again by itself: a person who has declined is left in peace.
    if (request.method === "GET" && isQuiet(error.app)) throw error;
    const question = { app: error.app, request: error.request };
    return withDeadline(error.request, { signal }, (all) => askOnce(question, all));
  };

  async function guarded<T>(request: ApiRequest, limits: CallOptions = {}): Promise<Answer<T>> {
    for (;;) {
      const before = passes;
      const used = held();
      try {
        return await call<T>(request, limits);
      } catch (error) {
        if (used && isPlatformError(error, "unauthorized")) hold(undefined);
        else if (!isPlatformError(error, "two_factor")) throw error;
        // Somebody gave a code while this call was on its way.
        else if (before === passes) {
          const pass = await passFor(error, request, limits);
          if (pass === undefined) throw request.method === "GET" ? error : cancelledError(error.request);
          if (pass.headers)
            return await call<T>({ ...request, headers: { ...request.headers, ...pass.headers } }, limits);
        }
      }
    }
  }

  return {
    guarded,
    token: () => held()?.token,
    until: () => {
      const now = held();
      return now && new Date(now.until);
    },
    give: async (signal = new AbortController().signal) =>
      (await askOnce({ app: undefined, request: undefined }, signal)) !== undefined,
  };
}

/** Seconds that a short authorization lasts. */
const shortTime = 1800;
/** Milliseconds in which reading does not ask again after a person has declined. */
const quietTime = 5 * 60_000;

type Headers = Readonly<Record<string, string>>;

/** With `headers` it is good for the calls that carry them, and for no other. */
interface Given {
  readonly headers?: Headers;
}

/** Undefined: declined. */
type Pass = Given | undefined;

/** Turns a code into something that lasts; throws `two_factor` when the code is not good. */
type Spend = (headers: Headers) => Promise<Given>;

type Asked = Pick<SecondFactorQuestion, "app" | "request">;

const onlyOnce: Spend = async (headers) => ({ headers });

/** Where there are no short authorizations the code goes with the call itself, as the CLI does it. */
function orOnlyOnce(spend: Spend): Spend {
  return async (headers) => {
    try {
      return await spend(headers);
    } catch (error) {
      if (!isPlatformError(error) || error.id === "two_factor") throw error;
      return { headers };
    }
  };
}

async function askUntilGood(
  { ask }: SecondFactorAsker,
  question: Asked,
  spend: Spend,
  signal: AbortSignal,
): Promise<Pass> {
  for (let complaint: string | undefined; ; ) {
    signal.throwIfAborted();
    const code = (await ask({ ...question, complaint, signal }))?.replaceAll(/\s/g, "");
    signal.throwIfAborted();
    if (!code) return undefined;
    try {
      return await spend({ "Heroku-Two-Factor-Code": code });
    } catch (error) {
      if (!isPlatformError(error, "two_factor")) throw error;
      complaint = error.message;
    }
  }
}
