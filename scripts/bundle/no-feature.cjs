// Stands in, in the bundle, for features of LSP that our language server does not offer: the client registers all
// that there are, and each brings its own code. `esbuild.mjs` names them.
class NoFeature {
  getState() {
    return { kind: "static" };
  }
  fillClientCapabilities() {}
  initialize() {}
  clear() {}
}

module.exports = new Proxy({}, { get: () => NoFeature });
