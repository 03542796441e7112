import { createApp } from "./app.js";

const { PORT = "3000", GREETING = "Hello", SESSION_SECRET = "only for local use", DYNO = "local" } = process.env;

const app = createApp({ greeting: GREETING, secret: SESSION_SECRET, dyno: DYNO });
const server = app.listen(Number(PORT), () => console.log(`Listening on ${PORT}`));

// A dyno has 30 seconds between SIGTERM and SIGKILL.
process.once("SIGTERM", () => {
  console.log("Finishing the requests under way");
  server.close();
});
