import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalSentence } from "@/app/_copy/refusals";
import { openSession } from "@/server/people/sessions/commands";
import { sessionCookie } from "@/server/platform/auth";
import { TRPC_PREFIX, trpcHandle } from "@/server/trpc/http";
import { openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import { person, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let server: Server;
let at: string;
let cookie: string;
beforeAll(async () => {
  world = await testWorld();
  const handle = trpcHandle(world, refusalSentence);
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}${TRPC_PREFIX}`;
  const li = await person(world, "李小明");
  const sessionId = await world.db.transaction().execute((trx) => openSession(trx, visitor(world), li.id));
  cookie = (await sessionCookie(world.keys, sessionId, false)).split(";")[0]!;
});
afterAll(() => server.close());

async function post(path: string, body: string, more: Record<string, string> = {}) {
  const headers = { "content-type": "application/json", ...more };
  const answer = await fetch(`${at}/${path}`, { method: "POST", body, headers });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
/** tRPC's own adapter answers whatever has a query. */
const byAdapter = (path: string, body: string, more: Record<string, string> = {}) =>
  post(`${path}?long=1`, body, more);
const wish = async (more: object = {}) => {
  const need = await openNeed(world);
  return JSON.stringify({ json: { slotId: need.lines[0]!.slotId, amount: "10", key: newKey(), ...more } });
};

describe("a mutation in one POST", () => {
  it("is done, and a resend by either way gets the same answer in the same words", async () => {
    const body = await wish();
    const short = await post("pledges.make", body, { cookie });
    expect(short.status).toBe(200);
    expect(short.body).toMatchObject({ result: { data: { json: { status: "confirmed" } } } });
    expect(await byAdapter("pledges.make", body, { cookie })).toEqual(short);
  });

  it("is refused exactly as tRPC's own adapter says it", async () => {
    const cases: [string, Record<string, string>, number][] = [
      [await wish(), {}, 401],
      [await wish({ amount: "0.0001" }), { cookie }, 400],
      [await wish({ slotId: "nonsense", secret: 1 }), { cookie }, 400],
      [await wish({ slotId: crypto.randomUUID() }), { cookie }, 404],
      ["{ not json", { cookie }, 400],
    ];
    for (const [body, headers, status] of cases) {
      const short = await post("pledges.make", body, headers);
      const long = await byAdapter("pledges.make", body, headers);
      expect([body, short.status]).toEqual([body, status]);
      const told = (answer: typeof short) => (answer.body.error as { json: { data: object } }).json;
      expect(told(short).data).toEqual(told(long).data);
      expect(Object.keys(told(short)).sort()).toEqual(Object.keys(told(long)).sort());
      expect(JSON.stringify(short.body)).not.toContain("stack");
    }
    expect((await post("pledges.make", "", { cookie })).status).toBe(400);
  });

  it("a refusal carries its code, its facts and the sentence people read", async () => {
    const refused = await post("pledges.make", await wish({ amount: "0.0001" }), { cookie });
    const { data } = (refused.body.error as { json: { data: Record<string, unknown> } }).json;
    expect(data.refusal).toBe("INVALID");
    expect(data.sentence).toBe(refusalSentence("INVALID", data.facts as never));
    const foreign = await post("pledges.make", await wish());
    expect(JSON.stringify(foreign.body)).toContain(refusalSentence("SIGN_IN_FIRST"));
  });

  it("a fault of ours says nothing but that it is one, and is logged", async () => {
    const broken = {
      ...world,
      db: new Proxy(
        {},
        {
          get: () => () => {
            throw new Error("secret 13812345678");
          },
        },
      ),
    } as never;
    const other = createServer((req, res) => void trpcHandle(broken, refusalSentence)(req, res));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const where = `http://127.0.0.1:${(other.address() as AddressInfo).port}${TRPC_PREFIX}/pledges.make`;
    const headers = { "content-type": "application/json", cookie };
    const answer = await fetch(where, { method: "POST", body: await wish(), headers });
    other.close();
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
  });

  it("a query is not a mutation: GET answers, and POST to it is refused", async () => {
    const need = await openNeed(world);
    const input = encodeURIComponent(JSON.stringify({ json: { needId: need.id } }));
    expect((await fetch(`${at}/pledges.helpers?input=${input}`)).status).toBe(200);
    expect((await post("pledges.helpers", "{}")).status).toBe(405);
    // One request is one question: a hundred of them in one address would pass every limit at the price of one.
    const twice = await fetch(
      `${at}/pledges.helpers,pledges.helpers?batch=1&input=${encodeURIComponent("{}")}`,
    );
    expect(twice.status).toBe(400);
    expect((await fetch(`${at}/pledges.make`)).status).toBe(405);
  });
});
