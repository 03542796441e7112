/** Says nothing for two seconds, then names the work and its seconds on stderr until it ends. */
export function withProgress<T>(text: string, work: () => Promise<T>): Promise<T>;
