// Next as our own process runs it: the built app behind node:http. Child process of the bench.
import { createServer } from "node:http";
import next from "next";

const app = next({ dev: false, dir: process.argv[2], quiet: true });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((req, res) => handle(req, res));
server.listen(0, "127.0.0.1", () => process.send?.({ ready: true, port: server.address().port }));
process.on("disconnect", () => process.exit(0));
