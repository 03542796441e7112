/** Every `*.test.ts` beside `index.ts`, one function each that loads it; made by the bundler (`bundle.ts`). */
declare module "editor-tests" {
  const loadTests: readonly (() => Promise<unknown>)[];
  export default loadTests;
}
