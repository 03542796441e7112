const http = require("node:http");

const port = process.env.PORT ?? 3000;
const dyno = process.env.DYNO ?? "this machine";

const server = http.createServer((request, response) => {
  console.log(`${request.method} ${request.url}`);
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(page());
});

server.listen(port, () => console.log(`Listening on ${port}`));

process.on("SIGTERM", () => {
  console.log("SIGTERM received, closing");
  server.close(() => process.exit(0));
  server.closeAllConnections();
});

function page() {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Hello from ${dyno}</title>
<style>
  body { font: 20px/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 90vh; text-align: center; color: #2b2540; background: #f7f5fb; }
  h1 { font-weight: 600; margin: 0; }
  b { color: #5a3fa6; }
</style>
<h1>Hello</h1>
<p>This page comes from <b>${dyno}</b>.<br>Change <code>server.js</code>, commit, and deploy again.</p>
</html>
`;
}
