import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A dyno that does next to nothing: prints its port, answers 13 bytes. */
const server = createServer((_, response) => response.end("Hello, world!"));
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
