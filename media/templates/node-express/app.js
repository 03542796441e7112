import { createHmac } from "node:crypto";
import express from "express";

/** The app, apart from the server that runs it, so that tests can start it on a free port. */
export function createApp({ greeting, secret, dyno }) {
  const app = express();
  app.disable("x-powered-by");
  // Heroku's router ends TLS and says so in X-Forwarded-Proto.
  app.set("trust proxy", true);
  app.use(express.static("public"));

  app.get("/", (request, response) => response.send(startPage({ greeting, dyno })));
  app.get("/api/time", (request, response) => {
    const time = new Date().toISOString();
    response.json({ time, signature: createHmac("sha256", secret).update(time).digest("hex") });
  });
  app.get("/health", (request, response) => response.send("ok"));
  return app;
}

function startPage({ greeting, dyno }) {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(greeting)}</title>
  <link rel="stylesheet" href="/style.css">
  <h1>${escape(greeting)}</h1>
  <p>Express answers from the dyno <code>${escape(dyno)}</code>.</p>
  <p><a href="/api/time">/api/time</a> answers with JSON. Change <code>app.js</code>, commit and deploy.</p>
</html>
`;
}

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}
