import type { Rule } from "../../language/problem.ts";

/** What `checkCommands` may report. */
export const commandRules: readonly Rule[] = [
  { code: "shell-syntax", severity: "error", title: "The shell refuses the command" },
  { code: "typographic-characters", severity: "warning", title: "Typographic quotes or dashes in a command" },
  { code: "windows-command", severity: "warning", title: "A command that only Windows understands" },
  { code: "web-without-port", severity: "warning", title: "The web process is not told $PORT" },
  { code: "web-fixed-port", severity: "warning", title: "The web process listens on a fixed port" },
  { code: "bound-to-localhost", severity: "warning", title: "The web process listens on the local interface only" },
  { code: "no-foreground-process", severity: "warning", title: "Nothing is left in the foreground" },
  { code: "daemon-flag", severity: "warning", title: "A program is told to go into the background" },
  { code: "development-server", severity: "warning", title: "A development server or watcher in production" },
  { code: "release-never-ends", severity: "warning", title: "The release command is something that runs on" },
  { code: "release-files-lost", severity: "information", title: "Files made in the release phase are thrown away" },
  { code: "build-at-start", severity: "information", title: "A build or an installation at each start of a dyno" },
  { code: "migration-at-start", severity: "information", title: "Each dyno migrates the database when it starts" },
  { code: "missing-file", severity: "warning", title: "A script that the project lacks" },
  { code: "missing-module", severity: "warning", title: "A Python module that the project lacks" },
  { code: "missing-npm-script", severity: "warning", title: "A script that package.json lacks" },
  { code: "undefined-variable", severity: "information", title: "A variable that nothing defines" },
  { code: "procfile-starts-itself", severity: "error", title: "A process that starts its own Procfile" },
  { code: "not-in-a-dyno", severity: "warning", title: "A program or a path that no dyno has" },
  {
    code: "traffic-duplicator-without-options",
    severity: "warning",
    title: "The traffic duplicator lacks its options",
  },
  { code: "same-port", severity: "warning", title: "Two process types take the same port" },
];
