export interface Disposable {
  dispose(): unknown;
}

export interface Disposables extends Disposable {
  /** How many things are open now; 0 after `dispose`. */
  readonly size: number;
  /** Takes charge of a thing; one that arrives after `dispose` is disposed at once. */
  add<T extends Disposable>(item: T): T;
  dispose(): void;
}

/** The only way a feature keeps listeners, timers, processes and channels: newest are closed first. */
export function createDisposables(): Disposables {
  const items: Disposable[] = [];
  let isDisposed = false;
  return {
    get size() {
      return items.length;
    },
    add(item) {
      if (isDisposed) item.dispose();
      else items.push(item);
      return item;
    },
    dispose() {
      isDisposed = true;
      while (items.length > 0) items.pop()?.dispose();
    },
  };
}
