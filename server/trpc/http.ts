// tRPC over plain node:http, before Next: the API's own route. One mutation in one POST, which is what phones send, is answered
// without the detour over web requests and streams (half of its time); everything else goes through tRPC's own adapter.
import type { IncomingMessage, ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import superjson, { type SuperJSONResult } from "superjson";
import type { Ctx, SentenceOf, World } from "./context";
import { contextFrom } from "./request";
import { root } from "./root";

export const TRPC_PREFIX = "/api/trpc";

/** Answers everything below TRPC_PREFIX, refusals with their code, facts and sentence. The entry has written the client's address into x-hrb-address and bounded the body. */
export const trpcHandle =
  (world: World, sentenceOf: SentenceOf) => (req: IncomingMessage, res: ServerResponse) => {
    const [path = "", query] = (req.url ?? "").slice(TRPC_PREFIX.length + 1).split("?");
    const createContext = async () => {
      const ctx = await contextFrom(world, { headers: headersOf(req), address: addressOf(req) });
      return Object.assign(ctx, { sentenceOf });
    };
    const procedure = mutations.get(path);
    const json = req.headers["content-type"]?.startsWith("application/json");
    if (req.method === "POST" && procedure && query === undefined && json)
      return answerOne(req, res, path, procedure, createContext, world.log);
    return nodeHTTPRequestHandler({ req, res, router: root, path, createContext, allowBatching: false });
  };

type Procedure = (call: {
  ctx: Ctx;
  path: string;
  type: "mutation";
  getRawInput: () => Promise<unknown>;
  signal: undefined;
  batchIndex: number;
}) => Promise<unknown>;

const procedures = root._def.procedures as unknown as Record<string, Procedure & { _def: { type: string } }>;
const mutations = new Map(Object.entries(procedures).filter(([, p]) => p._def.type === "mutation"));

async function answerOne(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  procedure: Procedure,
  createContext: () => Promise<Ctx>,
  log: World["log"],
): Promise<void> {
  let ctx: Ctx | undefined;
  try {
    const text = await bodyOf(req);
    ctx = await createContext();
    const getRawInput = async () => read(text);
    const data = await procedure({
      ctx,
      path,
      type: "mutation",
      getRawInput,
      signal: undefined,
      batchIndex: 0,
    });
    send(res, 200, { result: { data: superjson.serialize(data) } });
  } catch (cause) {
    const error =
      cause instanceof TRPCError ? cause : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
    if (error !== cause) log.error({ err: cause, path }, "fault");
    const httpStatus = getHTTPStatusCodeFromError(error);
    const shape = root._def._config.errorFormatter({
      error,
      type: "mutation",
      path,
      input: undefined,
      ctx,
      shape: {
        message: error.message,
        code: TRPC_ERROR_CODES_BY_KEY[error.code],
        data: { code: error.code, httpStatus, path },
      },
    });
    send(res, httpStatus, { error: superjson.serialize(shape) });
  }
}

function read(text: string): unknown {
  if (text === "") return undefined;
  try {
    return superjson.deserialize(JSON.parse(text) as SuperJSONResult);
  } catch (cause) {
    throw new TRPCError({ code: "BAD_REQUEST", cause });
  }
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function send(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  res.end(text);
}

const addressOf = (req: IncomingMessage) => String(req.headers["x-hrb-address"] ?? "");

/** A Headers of everything costs more than reading the session; looking one up does not. */
const headersOf = (req: IncomingMessage) => ({
  get: (name: string) => {
    const value = req.headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  },
});
