// Stands in for the package `debug` in the bundle: simple-git logs through it only where DEBUG is set, which nobody
// can do for an extension, and it brings terminal colours along.
function debug(namespace) {
  const log = () => {};
  return Object.assign(log, { namespace, enabled: false, extend: (name) => debug(`${namespace}:${name}`) });
}

module.exports = Object.assign(debug, { formatters: {} });
