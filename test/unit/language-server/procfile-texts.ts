import fc from "fast-check";

/** How many random inputs a property gets. */
export const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 300);

const piece = fc.constantFrom(
  "web",
  "worker",
  "release",
  ":",
  ": ",
  " :",
  " ",
  "\t",
  "#",
  "# heroku-workbench-disable-next-line",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "\n\n",
  "$PORT",
  `\${HOST:-x}`,
  "PORT=1 ",
  "bundle exec puma -p $PORT",
  "python manage.py runserver",
  "npm start",
  "'",
  '"',
  "`",
  "\\",
  "&&",
  "&",
  "|",
  "$(",
  ")",
  "nohup ./x &",
  "\uFEFF",
  "é",
  "𝒳",
  "<<<<<<< HEAD\n",
);

/** Procfiles as people and accidents write them. */
export const procfileTexts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
