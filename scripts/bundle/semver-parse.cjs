// Stands in for semver in the bundle: the language client only asks whether VS Code is new enough, and VS Code itself
// has compared `engines` of package.json before it loaded us.
module.exports = (version) => ({ version, prerelease: [] });
