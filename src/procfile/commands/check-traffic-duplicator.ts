import { type CommandCheck, problemAt } from "./process-command.ts";

const options = "config/gor.options";

/** The wrapper of the traffic-duplicator buildpack reads where to send copies of the requests from a file. */
export const checkTrafficDuplicator: CommandCheck = ({ shell, text }, { facts, forDevelopment }) => {
  if (!text.includes("traffic-duplicator") || !facts.complete || forDevelopment || facts.files.has(options)) return [];
  const words = shell.commands.flatMap((command) => command.words);
  return words
    .filter(({ value }) => /(?:^|\/)start-traffic-duplicator$/.test(value))
    .map((word) =>
      problemAt(word, {
        code: "traffic-duplicator-without-options",
        severity: "warning",
        message: `start-traffic-duplicator reads the targets of its copies from ${options}, which this project lacks: it ends, and the web process with it.`,
      }),
    );
};
