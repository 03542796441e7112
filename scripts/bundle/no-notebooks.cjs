// Stands in, in the bundle, for the language client's feature of notebooks, which our language server does not offer.
// The client's diagnostics ask it for its events.
const NoFeature = require("./no-feature.cjs").Feature;

const never = () => ({ dispose() {} });

exports.NotebookDocumentSyncFeature = class extends NoFeature {
  static CellScheme = "vscode-notebook-cell";
  registrationType = { method: "notebookDocument/sync" };
  onOpenNotificationSent = never;
  onChangeNotificationSent = never;
  onSaveNotificationSent = never;
  onCloseNotificationSent = never;
  register() {}
  unregister() {}
  handles() {
    return false;
  }
};
