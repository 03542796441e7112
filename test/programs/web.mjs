// A web process: answers with its dyno's name and its path. Prints its port once it listens.
import { createServer } from "node:http";

const server = createServer((request, response) => response.end(`${process.env.DYNO} ${request.url}\n`));
server.listen(Number(process.env.PORT), () => process.stdout.write(`listening on ${process.env.PORT}\n`));
