// tRPC over plain node:http, before Next: the API's own route.
import type { IncomingMessage, ServerResponse } from "node:http";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import type { World } from "./context";
import { contextFrom } from "./request";
import { root } from "./root";

export const TRPC_PREFIX = "/api/trpc";

/** Answers everything below TRPC_PREFIX. The entry has written the client's address into x-hrb-address. */
export const trpcHandle = (world: World) => (req: IncomingMessage, res: ServerResponse) =>
  nodeHTTPRequestHandler({
    req,
    res,
    router: root,
    path: (req.url ?? "").split("?")[0]?.slice(TRPC_PREFIX.length + 1) ?? "",
    createContext: () =>
      contextFrom(world, {
        headers: new Headers(Object.entries(req.headers).map(([name, value]) => [name, String(value)])),
        address: String(req.headers["x-hrb-address"] ?? ""),
      }),
  });
