/** A server that the router passes requests on to. */
export interface Backend {
  /** As the router's lines name it: `web.1`. */
  readonly name: string;
  /** `http://localhost:5001` */
  readonly url: URL;
  /** A debugger may hold it: the first byte of its answers may take as long as it likes. */
  readonly isHeld: boolean;
}

/** Who takes requests now. */
export interface Backends {
  ready(): readonly Backend[];
  /** Asked while nobody is ready. */
  whyNone(): "starting" | "crashed" | "none";
  /** Until the result is called. */
  onChange(listener: () => void): () => void;
}

/** Servers that are taken to be there. */
export function fixedBackends(urls: readonly URL[]): Backends {
  const all = urls.map((url) => ({ name: url.host, url, isHeld: false }));
  return { ready: () => all, whyNone: () => "none", onChange: () => () => {} };
}
