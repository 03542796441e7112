import { type CommandCheck, problemAt } from "./process-command.ts";

/** What the shell would refuse to start at all. */
export const checkSyntax: CommandCheck = ({ shell }) =>
  shell.errors.slice(0, 1).map((error) =>
    problemAt(error, {
      code: "shell-syntax",
      severity: "error",
      message: `The shell refuses this command, so the process ends at once. ${error.message}`,
    }),
  );
