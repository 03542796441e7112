import * as vscode from "vscode";
import { type Arrangement, type GroupBy, groupings, type SortBy, sortings } from "./arrangement.ts";

export interface ArrangementStore extends vscode.Disposable {
  readonly value: Arrangement;
  readonly onDidChange: vscode.Event<void>;
  /** Shown at once; kept for the next window unless it is being tried out. */
  set(change: Partial<Omit<Arrangement, "favorites">>, options?: { readonly isTried: boolean }): void;
  setFavorites(appIds: readonly string[], isFavorite: boolean): void;
}

type Mementos = Pick<vscode.ExtensionContext, "globalState" | "workspaceState">;

const keys = { groupBy: "tree.groupBy", sortBy: "tree.sortBy", favorites: "tree.favorites", filter: "tree.filter" };

/** Remembers how a person wants to see the apps; the filter for this workspace, the rest everywhere. */
export function createArrangementStore({ globalState, workspaceState }: Mementos): ArrangementStore {
  globalState.setKeysForSync([keys.groupBy, keys.sortBy, keys.favorites]);
  const emitter = new vscode.EventEmitter<void>();
  let value: Arrangement = {
    groupBy: oneOf<GroupBy>(groupings, globalState.get(keys.groupBy)),
    sortBy: oneOf<SortBy>(sortings, globalState.get(keys.sortBy)),
    filter: workspaceState.get(keys.filter, ""),
    favorites: new Set(globalState.get<readonly string[]>(keys.favorites, [])),
  };
  const become = (next: Arrangement): void => {
    value = next;
    emitter.fire();
  };
  return {
    get value() {
      return value;
    },
    onDidChange: emitter.event,
    set(change, { isTried } = { isTried: false }) {
      become({ ...value, ...change });
      if (isTried) return;
      void globalState.update(keys.groupBy, value.groupBy);
      void globalState.update(keys.sortBy, value.sortBy);
      void workspaceState.update(keys.filter, value.filter);
    },
    setFavorites(appIds, isFavorite) {
      // Another window may have changed them meanwhile.
      const favorites = new Set(globalState.get<readonly string[]>(keys.favorites, []));
      for (const id of appIds) {
        if (isFavorite) favorites.add(id);
        else favorites.delete(id);
      }
      void globalState.update(keys.favorites, [...favorites]);
      become({ ...value, favorites });
    },
    dispose: () => emitter.dispose(),
  };
}

function oneOf<T extends string>(all: readonly [T, ...T[]] | readonly T[], wanted: unknown): T {
  return all.find((it) => it === wanted) ?? (all[0] as T);
}
