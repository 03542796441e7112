export type OriginReading =
  | { readonly kind: "read"; readonly url: URL }
  /** A sentence that names the mistake. */
  | { readonly kind: "invalid"; readonly message: string };

/** Reads `http://localhost:5000`: a server without a path, and without a password, which would stand in argument lists. */
export function readOrigin(text: string): OriginReading {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return invalid(`${JSON.stringify(text)} is no http:// or https:// address.`);
  }
  if (url.username !== "" || url.password !== "") {
    return invalid(`The address of ${url.host} holds a user or password; leave them out.`);
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return invalid(`${url.origin} is a server; its address takes no path, since each request has its own.`);
  }
  return { kind: "read", url };
}

function invalid(message: string): OriginReading {
  return { kind: "invalid", message };
}
