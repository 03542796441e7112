import type { Framework, Suggestion } from "../../language/project-facts.ts";
import { type Evidence, firstOf, nothing, type Recognised, suggest } from "./evidence.ts";

export async function recogniseJvm(evidence: Evidence): Promise<Recognised> {
  const { files } = evidence;
  if (files.has("project.clj")) return recogniseClojure(evidence);
  if (files.has("build.sbt")) return recogniseScala(evidence);
  const build = firstOf(files, ["pom.xml", "build.gradle", "build.gradle.kts"]);
  if (build === undefined) return nothing;
  const text = (await evidence.read(build)) ?? "";
  const settings = (await evidence.read("settings.gradle")) ?? (await evidence.read("settings.gradle.kts")) ?? "";
  const isSpring = text.includes("spring-boot");
  const frameworks: Framework[] = isSpring ? ["spring-boot", "java"] : ["java"];
  return { frameworks, suggestions: [build === "pom.xml" ? maven(text) : gradle(text, settings)] };
}

function maven(pom: string): Suggestion {
  if (pom.includes("quarkus")) return quarkus("target");
  if (pom.includes("webapp-runner")) {
    const runner = "java $JAVA_OPTS -jar target/dependency/webapp-runner.jar --port $PORT target/*.war";
    return suggest("web", runner, "Webapp Runner");
  }
  const own = pom.replace(/<parent>[\s\S]{0,2000}?<\/parent>/, "").split(/<(?:dependencies|build|profiles)>/)[0] ?? "";
  const name = tag(own, "artifactId");
  const version = tag(own, "version");
  const finalName = tag(pom, "finalName");
  const jar = finalName ?? (name !== undefined && version !== undefined ? `${name}-${version}` : "*");
  return startJar(pom, `target/${jar}.jar`, "pom.xml");
}

function gradle(build: string, settings: string): Suggestion {
  if (build.includes("quarkus")) return quarkus("build");
  const name = /rootProject\.name\s{0,20}=\s{0,20}["']([\w.-]{1,100})["']/.exec(settings)?.[1];
  const version = /^\s{0,40}version\s{0,20}=?\s{0,20}["']([\w.-]{1,100})["']/m.exec(build)?.[1];
  if (build.includes("spring-boot")) {
    const jar = name !== undefined && version !== undefined ? `${name}-${version}` : "*";
    return startJar(build, `build/libs/${jar}.jar`, "build.gradle");
  }
  // What the task `installDist` of the plugin `application` makes.
  if (name !== undefined && /\bapplication\b/.test(build)) {
    return suggest("web", `build/install/${name}/bin/${name}`, "build.gradle");
  }
  return startJar(build, "build/libs/*.jar", "build.gradle");
}

function startJar(build: string, jar: string, why: string): Suggestion {
  const isSpring = build.includes("spring-boot");
  const micronaut = build.includes("micronaut") ? " -Dmicronaut.server.port=$PORT" : "";
  const port = isSpring ? " -Dserver.port=$PORT" : micronaut;
  return suggest("web", `java${port} $JAVA_OPTS -jar ${jar}`, isSpring ? `Spring Boot, ${why}` : why);
}

function quarkus(folder: string): Suggestion {
  const command = `java -Dquarkus.http.port=$PORT $JAVA_OPTS -jar ${folder}/quarkus-app/quarkus-run.jar`;
  return suggest("web", command, "Quarkus");
}

function tag(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>\\s{0,20}([\\w.-]{1,100})\\s{0,20}</${name}>`).exec(xml)?.[1];
  return text;
}

async function recogniseScala({ files, read }: Evidence): Promise<Recognised> {
  const build = (await read("build.sbt")) ?? "";
  const name = /\bname\s{0,20}:=\s{0,20}"([^"\n]{1,100})"/.exec(build)?.[1]?.toLowerCase().replace(/\W+/g, "-");
  const plugins = (await read("project/plugins.sbt")) ?? "";
  const isPlay = files.has("conf/application.conf") || /PlayScala|PlayJava/.test(build);
  const isStaged = isPlay || /native-packager/.test(plugins) || /JavaAppPackaging/.test(build);
  const command = `target/universal/stage/bin/${name}${isPlay ? " -Dhttp.port=$PORT" : ""}`;
  return {
    frameworks: ["scala"],
    suggestions:
      name !== undefined && isStaged ? [suggest("web", command, isPlay ? "Play" : "sbt-native-packager")] : [],
  };
}

async function recogniseClojure({ read }: Evidence): Promise<Recognised> {
  const project = (await read("project.clj")) ?? "";
  const main = /:main\s{1,20}(?:\^:skip-aot\s{1,20})?([\w.-]{1,100})/.exec(project)?.[1];
  const jar = /:uberjar-name\s{1,20}"([\w.-]{1,100})"/.exec(project)?.[1];
  const uberjar = `java $JVM_OPTS -cp target/${jar} clojure.main -m ${main}`;
  const command = jar !== undefined ? uberjar : `lein with-profile production trampoline run -m ${main}`;
  return { frameworks: ["clojure"], suggestions: main === undefined ? [] : [suggest("web", command, "project.clj")] };
}
