/** An answer that is an error, in the platform's own shape (Dev Center: platform-api-reference, errors). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export interface ErrorBody {
  readonly id: string;
  readonly message: string;
  readonly url?: string;
  /** What was not found: `app`, `dyno`, `release`. */
  readonly resource?: string;
  /** Whose second factor is asked for, where it is an app's. */
  readonly app?: { readonly id: string; readonly name: string };
}

const reference = "https://devcenter.heroku.com/articles/platform-api-reference";

export const badRequest = (message: string) => new ApiError(400, { id: "bad_request", message });

export const missingVersion = () =>
  new ApiError(400, {
    id: "missing_version",
    message:
      "Please specify a version along with Heroku's API MIME type. For example, `Accept: application/vnd.heroku+json; version=3`.",
    url: `${reference}#clients`,
  });

export const unauthorized = () => new ApiError(401, { id: "unauthorized", message: "Invalid credentials provided." });

export const forbidden = (message: string) => new ApiError(403, { id: "forbidden", message });

/** With an app, clients pre-authorize that; without, they send the request again with the code. */
export const secondFactorRequired = (app?: { readonly id: string; readonly name: string }) =>
  new ApiError(403, {
    id: "two_factor",
    message: `A second authentication factor or pre-authorization is required for ${app?.name ?? "your account"}.`,
    ...(app ? { app: { id: app.id, name: app.name } } : {}),
  });

export const wrongSecondFactor = ({ body }: ApiError) =>
  new ApiError(403, { ...body, message: "The two-factor code is wrong or no longer valid." });

/** "Couldn't find that app."; with a name, "Couldn't find that process type (clock)." */
export const notFound = (resource: string, name?: string) =>
  new ApiError(404, {
    id: "not_found",
    message: `Couldn't find that ${resource}${name === undefined ? "" : ` (${name})`}.`,
    resource: resource.replaceAll(" ", "_"),
  });

export const addonNotFound = () =>
  new ApiError(404, { id: "not_found", message: "Couldn't find that add-on.", resource: "add_on" });

export const attachmentNotFound = () =>
  new ApiError(404, {
    id: "not_found",
    message: "Couldn't find that add on attachment.",
    resource: "add_on attachment",
  });

export const unknownEndpoint = () =>
  new ApiError(404, {
    id: "not_found",
    message: "The requested API endpoint was not found. Are you using the right HTTP verb?",
  });

export const notAcceptable = () =>
  new ApiError(406, { id: "not_acceptable", message: "The requested version of the API is not served." });

export const preconditionFailed = () =>
  new ApiError(412, { id: "precondition_failed", message: "The resource has changed since it was read." });

export const bodyTooLarge = (limit: number) =>
  new ApiError(413, { id: "request_too_large", message: `The request body is larger than ${limit} bytes.` });

export const rangeNotSatisfiable = (message: string) =>
  new ApiError(416, { id: "requested_range_not_satisfiable", message, url: `${reference}#ranges` });

export const invalidParams = (message: string) => new ApiError(422, { id: "invalid_params", message });

export const multipleMatches = (message: string) => new ApiError(422, { id: "multiple_matches", message });

/** Clients ask for the app's name then, and send it as `confirm`. */
export const confirmationRequired = (message: string) => new ApiError(423, { id: "confirmation_required", message });

export const rateLimited = () =>
  new ApiError(429, {
    id: "rate_limit",
    message: "Your account reached the API rate limit\nPlease wait a few minutes before making new requests",
    url: `${reference}#rate-limits`,
  });

export const internalError = () =>
  new ApiError(500, {
    id: "internal_server_error",
    message: "Internal server error. Its cause is in the sandbox's own output.",
  });
