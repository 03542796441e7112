export interface ProcessType {
  readonly name: string;
  /** A few words: `Serves HTTP`. */
  readonly title: string;
  /** Two or three sentences of plain text that Markdown shows as they are. */
  readonly text: string;
  /** Heroku routes requests to it. */
  readonly isServer: boolean;
  /** Runs to its end by itself instead of being scaled. */
  readonly isOneOff: boolean;
}

/** Names that Heroku or habit gives a meaning, the likeliest first (https://devcenter.heroku.com/articles/procfile). */
export const processTypes: readonly ProcessType[] = [
  {
    name: "web",
    title: "Serves HTTP",
    text: "The only process type that Heroku's router sends requests to. It must listen on $PORT, on all interfaces, within 60 seconds of its start; otherwise the dyno is stopped with error R10. A new app runs one web dyno after its first deploy, every other type none.",
    isServer: true,
    isOneOff: false,
  },
  {
    name: "worker",
    title: "Works in the background",
    text: "Gets no requests; usually it takes jobs from a queue. The name has no special meaning to Heroku: it starts with no dyno until it is scaled. On SIGTERM it has 30 seconds to put its job back.",
    isServer: false,
    isOneOff: false,
  },
  {
    name: "release",
    title: "Runs before each release",
    text: "Heroku runs it in a one-off dyno after each build, config var change, rollback or promotion, before the new release starts: the place for database migrations. If it fails, the release fails and the old one runs on. It cannot be scaled, its files are not kept, and heroku local leaves it out.",
    isServer: false,
    isOneOff: true,
  },
  {
    name: "clock",
    title: "Starts jobs on time",
    text: "By habit the one process that schedules jobs, such as clockwork or celery beat. Heroku gives the name no meaning: scale it to exactly one dyno, or every job is started more than once. It is restarted about once a day like any dyno, so it must not count on running without a break.",
    isServer: false,
    isOneOff: false,
  },
  {
    name: "urgentworker",
    title: "Works on urgent jobs",
    text: "A second kind of worker for a queue of its own, as in Heroku's documentation. The name has no special meaning; it is scaled apart from the other workers, so urgent jobs do not wait behind slow ones.",
    isServer: false,
    isOneOff: false,
  },
  {
    name: "console",
    title: "Opens a console",
    text: "Not meant to be scaled: heroku run console starts this command in a one-off dyno with a terminal. Buildpacks such as Ruby's add one of their own when the Procfile has none.",
    isServer: false,
    isOneOff: true,
  },
  {
    name: "rake",
    title: "Runs a task",
    text: "Not meant to be scaled: heroku run rake followed by a task starts this command in a one-off dyno, the task being added at its end. Ruby's buildpack adds this type by itself, so a Procfile rarely needs it.",
    isServer: false,
    isOneOff: true,
  },
  {
    name: "run",
    title: "The name of one-off dynos",
    text: "Heroku calls the dynos of heroku run by this name: run.1234. A process type of the same name mixes with them in logs and in the list of dynos; choose another one.",
    isServer: false,
    isOneOff: true,
  },
  {
    name: "scheduler",
    title: "Starts jobs on time",
    text: "Heroku's Scheduler add-on calls its one-off dynos by this name: scheduler.1234. A process type of the same name is a process like any other and has nothing to do with the add-on; scale it to exactly one dyno.",
    isServer: false,
    isOneOff: false,
  },
  {
    name: "cron",
    title: "Starts jobs on time",
    text: "A process like any other: Heroku reads no crontab and gives the name no meaning. A dyno has no cron daemon either; use a process that schedules by itself, scaled to exactly one dyno, or the Heroku Scheduler add-on.",
    isServer: false,
    isOneOff: false,
  },
];

/** What Heroku does with processes of this type; every name has an answer. */
export function describeProcessType(name: string): ProcessType {
  return processTypes.find((type) => type.name === name) ?? otherType(name);
}

function otherType(name: string): ProcessType {
  const text =
    "Heroku gives this name no meaning: it gets no requests, and no dyno runs it until it is scaled. It can also be started once with heroku run, followed by the name.";
  return { name, title: "A process type of this app", text, isServer: false, isOneOff: false };
}
