/** What a project is written in, and what makes it ready to run on this machine. */
export interface ProjectKind {
  /** `Node.js` */
  readonly name: string;
  /** Programs with their arguments, one after the other; none where nothing is to be installed. */
  readonly install: readonly Command[];
}

export type Command = readonly [program: string, ...args: string[]];

export interface Place {
  /** Names in the root of the project. */
  readonly files: ReadonlySet<string>;
  readonly platform: NodeJS.Platform;
}

/** Every language of a project by its files, the one that the platform would build with first. */
export function projectKinds(place: Place): readonly ProjectKind[] {
  return readers.flatMap((read) => read(place) ?? []);
}

/** `npm install`, as a person would type it. */
export function shown(command: Command): string {
  return command.join(" ");
}

type Reader = (place: Place) => ProjectKind | undefined;

const ruby: Reader = ({ files }) =>
  files.has("Gemfile") ? { name: "Ruby", install: [["bundle", "install"]] } : undefined;

const node: Reader = ({ files }) => {
  if (!files.has("package.json")) return undefined;
  const byLock: readonly (readonly [file: string, program: string])[] = [
    ["pnpm-lock.yaml", "pnpm"],
    ["yarn.lock", "yarn"],
    ["bun.lock", "bun"],
    ["bun.lockb", "bun"],
  ];
  const program = byLock.find(([file]) => files.has(file))?.[1] ?? "npm";
  return { name: "Node.js", install: [[program, "install"]] };
};

const python: Reader = ({ files, platform }) => {
  const install = pythonCommands(files, platform);
  const isPython = install.length > 0 || files.has("setup.py") || files.has("pyproject.toml");
  return isPython ? { name: "Python", install } : undefined;
};

function pythonCommands(files: ReadonlySet<string>, platform: NodeJS.Platform): readonly Command[] {
  if (files.has("uv.lock")) return [["uv", "sync"]];
  if (files.has("poetry.lock")) return [["poetry", "install"]];
  if (files.has("Pipfile")) return [["pipenv", "install"]];
  if (!files.has("requirements.txt")) return [];
  const isWindows = platform === "win32";
  const own = isWindows ? ".venv\\Scripts\\python" : ".venv/bin/python";
  return [
    [isWindows ? "py" : "python3", "-m", "venv", ".venv"],
    [own, "-m", "pip", "install", "-r", "requirements.txt"],
  ];
}

const java: Reader = ({ files, platform }) => {
  const own = (wrapper: string, extension: string) =>
    platform === "win32" ? `.\\${wrapper}${extension}` : `./${wrapper}`;
  if (files.has("pom.xml")) {
    const maven = files.has("mvnw") ? own("mvnw", ".cmd") : "mvn";
    return { name: "Java (Maven)", install: [[maven, "-B", "-DskipTests", "package"]] };
  }
  if (!files.has("build.gradle") && !files.has("build.gradle.kts")) return undefined;
  const gradle = files.has("gradlew") ? own("gradlew", ".bat") : "gradle";
  return { name: "Java (Gradle)", install: [[gradle, "assemble"]] };
};

/** A single file that says it all. */
const byFile =
  (file: string, name: string, command: Command): Reader =>
  ({ files }) =>
    files.has(file) ? { name, install: [command] } : undefined;

const dotnet: Reader = ({ files }) =>
  [...files].some((file) => /\.(?:sln|slnx|csproj|fsproj|vbproj)$/.test(file))
    ? { name: ".NET", install: [["dotnet", "restore"]] }
    : undefined;

const staticSite: Reader = ({ files }) =>
  files.has("static.json") || files.has("index.html") ? { name: "Static site", install: [] } : undefined;

/** The order of the platform's own detection (Dev Center: buildpacks#detection-order), then what it does not know. */
const readers: readonly Reader[] = [
  ruby,
  node,
  byFile("project.clj", "Clojure", ["lein", "deps"]),
  python,
  java,
  byFile("build.sbt", "Scala", ["sbt", "update"]),
  byFile("composer.json", "PHP", ["composer", "install"]),
  byFile("go.mod", "Go", ["go", "mod", "download"]),
  dotnet,
  byFile("Cargo.toml", "Rust", ["cargo", "fetch"]),
  byFile("mix.exs", "Elixir", ["mix", "deps.get"]),
  staticSite,
];
