/** A person's hands and eyes in a VS Code that runs in a browser. */
export * from "./editors.ts";
export * from "./messages.ts";
export * from "./output.ts";
export * from "./quick-input.ts";
export * from "./screenshot.ts";
export * from "./trees.ts";
export * from "./workbench.ts";
