import type { AppTarget } from "../services.ts";

export type Column = "gitUrl" | "name" | "webUrl";

export interface Sorting {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** As a click on the head of a column does: the same column again turns the order round. */
export function sortedBy(column: Column, now: Sorting): Sorting {
  return { column, isDescending: column === now.column && !now.isDescending };
}

/** Those without a value in the column come last, whatever the order. */
export function sortApps(targets: readonly AppTarget[], { column, isDescending }: Sorting): AppTarget[] {
  const sign = isDescending ? -1 : 1;
  return [...targets].sort((a, b) => {
    const [left, right] = [cell(a, column), cell(b, column)];
    if (left === right) return a.app.name < b.app.name ? -1 : 1;
    if (left === "" || right === "") return left === "" ? 1 : -1;
    return left < right ? -sign : sign;
  });
}

function cell({ app }: AppTarget, column: Column): string {
  if (column === "name") return app.name;
  return (column === "gitUrl" ? app.git_url : app.web_url) ?? "";
}
