// Who may, by law: claimed with evidence, verified by somebody else, with an end.
import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { detach } from "@/server/files/commands";
import { listAttachments, serveFile } from "@/server/files/data";
import { claim, drop, revoke, turnDown, verify } from "@/server/organisations/qualifications/commands";
import {
  listQualifications,
  listQueue,
  qualifiedAmong,
  visibleCase,
} from "@/server/organisations/qualifications/data";
import { claimInput } from "@/server/organisations/qualifications/schema";
import { type Story, storyWorld } from "../../support/story";
import { ctxOf, grant, person, type TestPerson, type TestWorld } from "../../support/world";

let world: TestWorld;
let story: Story;
let li: TestPerson;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
beforeEach(async () => {
  li = await person(world, "小李", { regionId: story.places.gaodu });
});
const qualifiedFor = async (personId: string, kind: string, on: string) =>
  (await qualifiedAmong(world.db, [personId], kind, on)).has(personId);
const lawyer = { kind: "lawyer", issuer: "山东省司法厅", number: "13713200000000001" } as const;

async function claimed(who: { id: string }, more: Partial<Parameters<typeof claim>[1]> = {}) {
  const ctx = await ctxOf(world, who);
  const { qualificationId } = await claim(ctx, { ...lawyer, ...more });
  return { ctx, qualificationId };
}

/** A photo without its bytes' being a picture: what counts here is that one hangs there. */
async function photo(qualificationId: string, by: string) {
  const [fileId, id] = [uuid(), uuid()];
  const now = world.clock.now();
  await world.db
    .insertInto("file")
    .values({
      id: fileId,
      mime: "image/jpeg",
      bytes: 1,
      width: 1,
      height: 1,
      sha256: "0".repeat(64),
      body: Buffer.from([1]),
      created_by: by,
      created_at: now,
    })
    .execute();
  await world.db
    .insertInto("attachment")
    .values({
      id,
      file_id: fileId,
      aggregate: "qualification",
      subject_id: qualificationId,
      purpose: "evidence",
      is_public: false,
      created_at: now,
    })
    .execute();
  return id;
}

test("claimed is not qualified; verified is, until its last day and not a day longer", async () => {
  const { qualificationId } = await claimed(li, { expiresOn: "2027-06-30" });
  const on = "2026-11-23";
  expect(await qualifiedFor(li.id, "lawyer", on)).toBe(false);
  await verify(await ctxOf(world, story.gao), { qualificationId, version: 1, seen: "original" });
  expect(await qualifiedFor(li.id, "lawyer", on)).toBe(true);
  expect(await qualifiedFor(li.id, "lawyer", "2027-06-30")).toBe(true);
  expect(await qualifiedFor(li.id, "lawyer", "2027-07-01")).toBe(false);
  expect(await qualifiedFor(li.id, "doctor", on)).toBe(false);
});

test("a lorry licence is a car's too, and either is a driver's; a car's is no lorry's", async () => {
  const { qualificationId } = await claimed(li, { kind: "driver_a", issuer: "临沂市公安局" });
  await verify(await ctxOf(world, story.zhou), { qualificationId, version: 1, seen: "original" });
  for (const kind of ["driver_a", "driver_c", "driver"])
    expect(await qualifiedFor(li.id, kind, "2026-11-23")).toBe(true);
  const other = await claimed(story.chen, { kind: "driver_c", issuer: "临沂市公安局" });
  await verify(await ctxOf(world, story.zhou), { ...other, version: 1, seen: "original" });
  expect(await qualifiedFor(story.chen.id, "driver_a", "2026-11-23")).toBe(false);
  expect(claimInput.safeParse({ kind: "driver", issuer: "x" }).success).toBe(false); // of which class?
});

test("nobody verifies their own, nor do a leader, a secretary or another town", async () => {
  const { qualificationId } = await claimed(story.gao);
  const step = { qualificationId, version: 1, seen: "original" } as const;
  await expect(verify(await ctxOf(world, story.gao), step)).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const who of [story.chen, story.pan, li])
    await expect(verify(await ctxOf(world, who), step)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await verify(await ctxOf(world, story.zhou), step);
});

test("verified by photo needs a photo, which its owner and those above may see, and nobody may change afterwards", async () => {
  const { ctx, qualificationId } = await claimed(li);
  const gao = await ctxOf(world, story.gao);
  const step = { qualificationId, version: 1, seen: "photo" } as const;
  await expect(verify(gao, step)).rejects.toMatchObject({ code: "NO_EVIDENCE" });
  const attachmentId = await photo(qualificationId, li.id);
  expect(await listAttachments(gao, "qualification", qualificationId)).toHaveLength(1);
  expect((await serveFile(gao, attachmentId, null)).status).toBe(200);
  expect((await serveFile(await ctxOf(world, story.chen), attachmentId, null)).status).toBe(404);
  await verify(gao, step);
  await expect(detach(ctx, { attachmentId })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("two verifiers at once: one wins, one is told it moved on, history has one line", async () => {
  const { qualificationId } = await claimed(li);
  const step = { qualificationId, version: 1 };
  const outcomes = await Promise.allSettled([
    verify(await ctxOf(world, story.gao), { ...step, seen: "original" }),
    turnDown(await ctxOf(world, story.zhou), { ...step, reason: "看不清" }),
  ]);
  expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
  const lost = outcomes.find((o) => o.status === "rejected") as PromiseRejectedResult;
  expect(["MOVED_ON", "WRONG_STATE"]).toContain(lost.reason.code);
  const lines = await world.db
    .selectFrom("history")
    .select("version")
    .where("subject_id", "=", qualificationId)
    .execute();
  expect(lines).toHaveLength(2);
});

test("one claim of a kind waits at a time; a double tap is refused, a refused one may be claimed anew", async () => {
  const { ctx, qualificationId } = await claimed(li);
  await expect(claim(ctx, lawyer)).rejects.toMatchObject({ code: "ALREADY_CLAIMED" });
  await turnDown(await ctxOf(world, story.gao), { qualificationId, version: 1, reason: "照片看不清" });
  expect((await listQualifications(ctx, li.id))[0]).toMatchObject({
    status: "refused",
    reason: "照片看不清",
  });
  await claim(ctx, lawyer);
  await expect(claim(ctx, { ...lawyer, kind: "doctor", expiresOn: "2020-01-01" })).rejects.toMatchObject({
    facts: { fields: { expiresOn: "in_the_past" } },
  });
});

test("a renewal waits beside the old one, which counts until the new one is verified", async () => {
  const { ctx, qualificationId } = await claimed(li, { expiresOn: "2026-12-31" });
  const gao = await ctxOf(world, story.gao);
  await verify(gao, { qualificationId, version: 1, seen: "original" });
  const next = await claim(ctx, { ...lawyer, expiresOn: "2031-12-31" });
  expect(await qualifiedFor(li.id, "lawyer", "2026-11-23")).toBe(true);
  await verify(gao, { ...next, version: 1, seen: "original" });
  const rows = await listQualifications(ctx, li.id);
  expect(rows.map((row) => [row.status, row.expiresOn])).toEqual([
    ["verified", "2031-12-31"],
    ["revoked", "2026-12-31"],
  ]);
  expect(await qualifiedFor(li.id, "lawyer", "2030-01-01")).toBe(true);
});

test("revoked by those above or dropped by its holder, it counts no more; a revoked one is not revoked again", async () => {
  const { ctx, qualificationId } = await claimed(li);
  const gao = await ctxOf(world, story.gao);
  await verify(gao, { qualificationId, version: 1, seen: "original" });
  await expect(turnDown(gao, { qualificationId, version: 2, reason: "x" })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
  await revoke(gao, { qualificationId, version: 2, reason: "证书已注销" });
  expect(await qualifiedFor(li.id, "lawyer", "2026-11-23")).toBe(false);
  await expect(revoke(gao, { qualificationId, version: 3, reason: "x" })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
  const again = await claim(ctx, lawyer);
  await drop(ctx, { ...again, version: 1 });
  expect((await listQualifications(ctx, li.id)).map((row) => row.status)).toEqual(["revoked", "revoked"]);
});

test("the queue is the region's own; who said no home stands in the district of their team, and claims nothing without one", async () => {
  await claimed(li);
  const homeless = await person(world, "新来的");
  await expect(claimed(homeless, { kind: "doctor" })).rejects.toMatchObject({ code: "SETTLE_FIRST" });
  await grant(world, homeless, "member", { organisationId: story.team });
  await claimed(homeless, { kind: "doctor" });
  const [gao, zhou] = [await ctxOf(world, story.gao), await ctxOf(world, story.zhou)];
  const names = async (ctx: typeof gao, regionId: number) =>
    (await listQueue(ctx, { regionId, status: "claimed" })).map((row) => row.name);
  expect(await names(gao, story.places.gaodu)).toContain("小李");
  expect(await names(gao, story.places.gaodu)).not.toContain("新来的");
  expect(await names(zhou, story.places.luozhuang)).toEqual(expect.arrayContaining(["小李", "新来的"]));
  await world.db
    .updateTable("role_grant")
    .set({ ended_at: world.clock.now() })
    .where("person_id", "=", homeless.id)
    .execute();
  expect(await names(zhou, story.places.luozhuang)).not.toContain("新来的");
  await expect(listQueue(gao, { regionId: story.places.fuzhuang, status: "claimed" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("a case is seen by its owner and those above, the paper's number too; by nobody else", async () => {
  const { ctx, qualificationId } = await claimed(li);
  expect(await visibleCase(ctx, qualificationId)).toMatchObject({ isMine: true, number: lawyer.number });
  expect(await visibleCase(await ctxOf(world, story.gao), qualificationId)).toMatchObject({ name: "小李" });
  await expect(visibleCase(await ctxOf(world, story.chen), qualificationId)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
