/** Heroku's own buildpacks of the Cedar generation by their short names, with the language. */
export const herokuBuildpacks: ReadonlyMap<string, string> = new Map([
  ["heroku/nodejs", "Node.js"],
  ["heroku/python", "Python"],
  ["heroku/ruby", "Ruby"],
  ["heroku/go", "Go"],
  ["heroku/java", "Java with Maven"],
  ["heroku/gradle", "Java, Kotlin or Groovy with Gradle"],
  ["heroku/jvm", "A JDK only"],
  ["heroku/scala", "Scala"],
  ["heroku/clojure", "Clojure"],
  ["heroku/php", "PHP"],
  ["heroku/dotnet", ".NET"],
]);

/** What people write by hand for a language, and the short name to write instead. */
export function gitHubUrlOf(shortName: string): string {
  return `https://github.com/heroku/heroku-buildpack-${shortName.slice("heroku/".length)}`;
}
