/** A file as Python imports it. */
export interface PythonModule {
  readonly file: string;
  /** `shop.wsgi`. */
  readonly module: string;
  /** The folder that its import path starts in, empty for the root. */
  readonly folder: string;
}

/** `src/shop/app.py` is `shop.app` in `src` when `src` is no package and `shop` is one, else `src.shop.app`. */
export function moduleOf(file: string, files: ReadonlySet<string>): PythonModule {
  const parts = file.replace(/(?:\/__init__)?\.py$/, "").split("/");
  let first = parts.length - 1;
  while (first > 0 && files.has(`${parts.slice(0, first).join("/")}/__init__.py`)) first--;
  const isNamespace = first > 0 && !isSourceRoot(parts.slice(0, first).join("/"), files);
  const from = isNamespace ? 0 : first;
  return { file, module: parts.slice(from).join("."), folder: parts.slice(0, from).join("/") };
}

/** A folder that programs are started in: `src`, or where a manage.py lies. */
function isSourceRoot(folder: string, files: ReadonlySet<string>): boolean {
  return /(?:^|\/)src$/.test(folder) || files.has(`${folder}/manage.py`);
}
