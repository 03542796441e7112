import * as vscode from "vscode";
import { views } from "../identifiers.ts";
import type { ArrangementStore } from "./arrangement-store.ts";
import type { Forest } from "./forest.ts";
import type { AnyNode } from "./nodes.ts";

const mimeType = `application/vnd.code.tree.${views.apps.toLowerCase()}`;

/** An app dropped among the favorites becomes one; dropped anywhere else it is one no more. */
export function favoritesByDragging(
  arrangement: Pick<ArrangementStore, "setFavorites">,
  forest: Forest,
): vscode.TreeDragAndDropController<AnyNode> {
  const isFavorites = (target: AnyNode | undefined): boolean => {
    if (target?.kind === "group") return forest.group(target)?.kind === "favorites";
    return target?.kind === "app" && forest.groupOf(target)?.kind === "favorites";
  };
  return {
    dragMimeTypes: [mimeType],
    dropMimeTypes: [mimeType],
    handleDrag(rows, transfer) {
      const ids = rows.flatMap((row) => (row.kind === "app" ? [row.appId] : []));
      if (ids.length > 0) transfer.set(mimeType, new vscode.DataTransferItem(ids));
    },
    async handleDrop(target, transfer) {
      const dropped: unknown = transfer.get(mimeType)?.value;
      const ids = typeof dropped === "string" ? (JSON.parse(dropped) as unknown) : dropped;
      // Without groups nothing says where favorites begin and end.
      const isPlace = target?.kind === "group" || (target?.kind === "app" && forest.groupOf(target) !== undefined);
      if (isPlace && Array.isArray(ids)) arrangement.setFavorites(ids.map(String), isFavorites(target));
    },
  };
}
