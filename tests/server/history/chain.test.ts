import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { anchorer, anchorFile } from "@/server/history/anchors/commands";
import { readAnchors } from "@/server/history/anchors/data";
import { record } from "@/server/history/commands";
import { findHead, sealSome, sealUnder } from "@/server/history/sealer/commands";
import { checkChain } from "@/server/history/verify/chain/data";
import { checkOutbox } from "@/server/history/verify/outbox/data";
import { type Db, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { backgroundCtx } from "../../support/background";
import { type TestClock, testClock } from "../../support/clock";
import { emptyTestDb, testDb } from "../../support/database";

const folder = mkdtempSync(join(tmpdir(), "hrb-anchors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let db: Db;
let clock: TestClock;
let ctx: Ctx;
let file: string;
let files = 0;

beforeEach(async () => {
  await emptyTestDb();
  db = await testDb();
  clock = testClock();
  ctx = backgroundCtx(db, clock);
  file = anchorFile(join(folder, String(files++)));
});

async function acts(count: number, from = 1): Promise<void> {
  for (let version = from; version < from + count; version++)
    await transact(db, async (trx) => {
      const event = version === 1 ? "need.submitted" : "need.changed";
      await record(trx, ctx, { aggregate: "need", id: "n1", version, event, data: { version } });
      clock.advance({ seconds: 1 });
    });
}

async function sealed(count: number): Promise<void> {
  await acts(count);
  await sealSome(ctx, "one");
  await anchorer(file).offer(await findHead(db), clock.now(), true);
}

const chain = async (anchored = false) =>
  (await transact(db, (trx) => checkChain(trx, anchored ? readAnchors(file) : null))).result();
const outbox = async () => (await transact(db, (trx) => checkOutbox(trx))).result();

describe("the sealer", () => {
  it("chains every row once, and goes on where it stopped", async () => {
    await acts(3);
    expect(await sealSome(ctx, "one")).toMatchObject({ sealed: 3, head: { seq: 3 } });
    expect(await sealSome(ctx, "one")).toBeNull();
    await acts(2, 4);
    expect(await sealSome(ctx, "one")).toMatchObject({ sealed: 2, head: { seq: 5 } });
    expect(await chain()).toEqual({ name: "chain", ok: true, checked: 5, faults: [] });
    expect((await outbox()).ok).toBe(true);
  });

  it("works on one instance at a time; another takes over when the lease has run out", async () => {
    await acts(2);
    await sealSome(ctx, "one");
    await acts(1, 3);
    expect(await sealSome(ctx, "two")).toBeNull();
    clock.advance({ minutes: 1 });
    expect(await sealSome(ctx, "two")).toMatchObject({ sealed: 1 });
    expect((await chain()).ok).toBe(true);
  });

  it("that slept past its lease writes nothing", async () => {
    await acts(1);
    const slept = await sealSome(ctx, "one");
    clock.advance({ minutes: 1 });
    await acts(1, 2);
    await sealSome(ctx, "two");
    await acts(2, 3);
    expect(await sealUnder(ctx, slept!.fence)).toBeNull();
    expect((await findHead(db)).seq).toBe(2);
    expect(await sealSome(ctx, "two")).toMatchObject({ sealed: 2 });
  });

  it("five at once leave one chain", async () => {
    await acts(20);
    await Promise.all(["a", "b", "c", "d", "e"].map((holder) => sealSome(ctx, holder)));
    expect(await chain()).toMatchObject({ ok: true, checked: 20 });
  });
});

describe("verify finds", () => {
  beforeEach(() => sealed(5));

  it("nothing in an honest history", async () => {
    expect(await chain(true)).toMatchObject({ ok: true, checked: 5 });
  });

  it.each([
    ["one byte of its data", sql`UPDATE history SET data = '{"version":9}' WHERE version = 3`],
    [
      "its actor",
      sql`UPDATE history SET actor_id = '019a0000-0000-7000-8000-000000000000' WHERE version = 3`,
    ],
    [
      "its time, by a millisecond",
      sql`UPDATE history SET at = at + INTERVAL 1000 MICROSECOND WHERE version = 3`,
    ],
    ["its event", sql`UPDATE history SET event = 'need.closed' WHERE version = 3`],
  ])("a sealed row that changed in %s", async (_, tampering) => {
    await tampering.execute(db);
    const { ok, faults } = await chain();
    expect(ok).toBe(false);
    expect(faults).toEqual([
      "link 3 (need n1 v3): the row, or its place in the chain, is not what was sealed",
    ]);
  });

  it("a row that was deleted, also together with its link and outbox row", async () => {
    await sql`DELETE FROM history WHERE version = 3`.execute(db);
    expect((await chain()).faults).toEqual(["link 3 (need n1 v3): its history row is gone"]);
    expect((await outbox()).faults).toEqual(["need n1 v3: an outbox row without history"]);
    await sql`DELETE FROM history_seal WHERE version = 3`.execute(db);
    await sql`DELETE FROM outbox WHERE version = 3`.execute(db);
    expect((await chain()).faults).toContain("link 4 (need n1 v4): follows link 2, so links are missing");
  });

  it("rows put in another order, also where the hashes go with them", async () => {
    await sql`UPDATE history_seal SET seq = 100 WHERE seq = 2`.execute(db);
    await sql`UPDATE history_seal SET seq = 2 WHERE seq = 3`.execute(db);
    await sql`UPDATE history_seal SET seq = 3 WHERE seq = 100`.execute(db);
    expect((await chain()).ok).toBe(false);
  });

  it("a tail cut off everywhere in the database, by the anchor outside it", async () => {
    for (const table of ["history", "history_seal", "outbox"])
      await sql`DELETE FROM ${sql.table(table)} WHERE version > 3`.execute(db);
    expect(await chain()).toMatchObject({ ok: true, checked: 3 });
    expect(await outbox()).toMatchObject({ ok: true, checked: 3 });
    expect((await chain(true)).faults).toEqual([
      "anchored link 5 is not in the database: the tail is cut at 3",
    ]);
  });

  it("a whole chain that was computed anew over changed rows, by the anchor", async () => {
    await sql`UPDATE history SET data = '{"version":9}' WHERE version = 2`.execute(db);
    await sql`DELETE FROM history_seal`.execute(db);
    await sql`UPDATE outbox SET sealed = 0`.execute(db);
    await sealSome(ctx, "one");
    expect((await chain()).ok).toBe(true);
    expect((await chain(true)).faults).toEqual(["link 5 (need n1 v5): is not what was anchored"]);
  });

  it("a row marked as sealed that no link holds", async () => {
    await acts(1, 6);
    await sql`UPDATE outbox SET sealed = 1 WHERE version = 6`.execute(db);
    expect((await outbox()).faults).toEqual(["need n1 v6: marked sealed 1, link null"]);
  });
});

describe("anchors", () => {
  it("are written after a minute or a thousand links, not for every batch", async () => {
    const anchor = anchorer(file);
    const at = clock.now().getTime();
    const offer = (seq: number, seconds: number) =>
      anchor.offer({ seq, hash: "a".repeat(64) }, new Date(at + seconds * 1000));
    await offer(1, 0);
    await offer(2, 1);
    await offer(3, 61);
    await offer(4, 62);
    await offer(1_003, 63);
    const seqs: number[] = [];
    for await (const head of readAnchors(file)) seqs.push(head.seq);
    expect(seqs).toEqual([1, 3, 1_003]);
  });
});
