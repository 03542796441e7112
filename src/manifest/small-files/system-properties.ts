import type { Fix, Problem } from "../../language/problem.ts";
import { inLine } from "../../language/text.ts";
import { inside, isForHeroku, problem, type SmallFile } from "./small-file.ts";

/** `system.properties` as Heroku's JVM buildpacks read it. */
export function checkSystemProperties(file: SmallFile): Problem[] {
  if (!isForHeroku(file)) return [];
  return file.lines.flatMap((line, number) => {
    if (/^\s*(?:[#!].*)?$/.test(line)) return [];
    const separator = line.search(/[=:]/);
    if (separator === -1) return [notProperty(line, number)];
    return checkProperty(line, number, separator);
  });
}

function notProperty(line: string, number: number): Problem {
  const message = "A property is `key=value`; the Java buildpacks read nothing from this line.";
  return problem("system-properties-syntax", inside(line, number), message);
}

function checkProperty(line: string, number: number, separator: number): Problem[] {
  const key = line.slice(0, separator).trim();
  const value = line.slice(separator + 1).trim();
  const start = line.length - line.slice(separator + 1).trimStart().length;
  const range = inLine(number, Math.min(start, line.length), Math.max(start, line.trimEnd().length));
  const change = (text: string | undefined): Fix[] =>
    text === undefined ? [] : [{ title: `Change to ${text}`, safe: true, edits: [{ range, text }] }];
  if (key === "java.runtime.version" && !javaVersion.test(value)) {
    const message =
      "A Java version is a major one (21), an exact one (21.0.5) or 1.8; the build stops at anything else.";
    return [problem("system-properties-java-version", range, message, { fixes: change(plainJava(value)) })];
  }
  if (key === "maven.version" && !/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(value)) {
    const message = "A Maven version is an exact one of three parts, such as 3.9.9.";
    return [problem("system-properties-maven-version", range, message)];
  }
  return [];
}

const javaVersion = /^(?:(?:zulu|heroku|openjdk)-)?\d+(?:\.\d+){0,3}(?:_\d+)?(?:\+\d+)?$/;

function plainJava(value: string): string | undefined {
  return /^["']?(?:java|jdk|openjdk|v)?[- ]?(\d{1,2}(?:\.\d{1,3}){0,3})(?:\.x|\.\*)?["']?$/i.exec(value)?.[1];
}
