import sharp from "sharp";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { attach, detach, show } from "@/server/files/commands";
import { listAttachments, serveFile } from "@/server/files/data";
import { FILES_PER_DAY, FILES_PER_SUBJECT, type SubjectKind } from "@/server/files/schema";
import type { Db } from "@/server/platform/db";
import { send } from "@/server/pledges/deliveries/commands";
import { ctxOf, inRegion } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb } from "@/tests/support/database";
import { openNeed, TEST_PLACE } from "@/tests/support/needs";
import { eventsOf, newKey, pledged, rowOf } from "@/tests/support/pledged";
import { codeOf, refusal } from "@/tests/support/refusals";
import { visitor } from "@/tests/support/world";

let db: Db;
const clock = testClock();
const world = () => ({ db, clock });
beforeAll(async () => {
  db = await testDb();
});

let shade = 0;
/** A photo like no other. */
const photo = () => {
  shade++;
  const background = { r: (shade * 37) % 256, g: (shade * 11) % 256, b: 90 };
  return sharp({ create: { width: 24, height: 16, channels: 3, background } })
    .jpeg()
    .toBuffer();
};
const on = (aggregate: SubjectKind, subjectId: string, isPublic = false) => ({
  aggregate,
  subjectId,
  purpose: "photo" as const,
  isPublic,
});
const anybody = () => ({ ...visitor(ctxOf(world(), uuid())), db, clock });
const stranger = () => ctxOf(world(), uuid());
const add = async (ctx: ReturnType<typeof stranger>, to: ReturnType<typeof on>, bytes?: Buffer) =>
  attach(ctx, { ...to, bytes: bytes ?? (await photo()) });

describe("a photo of a need", () => {
  test("of a resident's draft is their own: the village office sees it when it was submitted, not before", async () => {
    const { id, posterId } = await openNeed(world());
    const as = (status: string) =>
      db
        .updateTable("need")
        .set({ status, poster_role: "resident", published_at: null })
        .where("id", "=", id)
        .execute();
    await as("draft");
    const author = ctxOf(world(), posterId);
    const office = ctxOf(world(), uuid(), inRegion(TEST_PLACE.village, 5, "secretary"));
    const { attachmentId } = await add(author, on("need", id));
    expect((await serveFile(author, attachmentId, null)).status).toBe(200);
    expect((await serveFile(office, attachmentId, null)).status).toBe(404);
    expect(await listAttachments(office, "need", id)).toEqual([]);
    await expect(add(office, on("need", id))).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(detach(office, { attachmentId })).rejects.toEqual(refusal("NOT_FOUND"));
    await as("submitted");
    expect((await serveFile(office, attachmentId, null)).status).toBe(200);
  });

  test("is the poster's side's to attach, private until shown, and then everybody's as long as the need is public", async () => {
    const { need, pan } = await pledged(world());
    await expect(add(stranger(), on("need", need.id))).rejects.toEqual(refusal("FORBIDDEN"));
    const { attachmentId } = await add(pan, on("need", need.id));
    expect((await serveFile(anybody(), attachmentId, null)).status).toBe(404);
    expect((await serveFile(stranger(), attachmentId, null)).status).toBe(404);
    expect(await listAttachments(anybody(), "need", need.id)).toEqual([]);
    const own = await serveFile(pan, attachmentId, null);
    expect(own).toMatchObject({
      status: 200,
      headers: { "cache-control": "private, no-store", "content-type": "image/jpeg" },
    });
    expect((await sharp(Buffer.from(own.body!)).metadata()).width).toBe(24);
    await show(pan, { attachmentId, isPublic: true });
    const seen = await serveFile(anybody(), attachmentId, null);
    expect(seen).toMatchObject({ status: 200, headers: { "cache-control": "public, max-age=300" } });
    expect(seen.headers["x-content-type-options"]).toBe("nosniff");
    expect((await serveFile(anybody(), attachmentId, seen.headers.etag!)).status).toBe(304);
    expect(await listAttachments(anybody(), "need", need.id)).toMatchObject([
      { id: attachmentId, isPublic: true },
    ]);
    await db.updateTable("need").set({ status: "draft" }).where("id", "=", need.id).execute();
    expect((await serveFile(anybody(), attachmentId, null)).status).toBe(404);
  });

  test("of the confidential lane is never everybody's; its district sees it", async () => {
    const need = await openNeed(world(), { lane: "confidential" });
    const { attachmentId } = await add(ctxOf(world(), need.posterId), on("need", need.id, true));
    expect((await serveFile(anybody(), attachmentId, null)).status).toBe(404);
    const zhou = ctxOf(world(), uuid(), inRegion(TEST_PLACE.county, 3, "district_admin"));
    expect((await serveFile(zhou, attachmentId, null)).status).toBe(200);
  });

  test("taken away is gone with its bytes, and history says that it was", async () => {
    const { need, pan } = await pledged(world());
    const { attachmentId } = await add(pan, on("need", need.id, true));
    await expect(detach(stranger(), { attachmentId })).rejects.toEqual(refusal("FORBIDDEN"));
    await detach(pan, { attachmentId });
    expect((await serveFile(pan, attachmentId, null)).status).toBe(404);
    expect(await eventsOf(db, need.id)).toEqual(["need.published", "need.attached", "need.detached"]);
    expect(await rowOf.need(db, need.id)).toMatchObject({ version: 3 });
  });
});

describe("evidence of a pledge or a delivery", () => {
  test("is seen by its two sides only; the helper attaches it but does not publish it", async () => {
    const { li, pan, pledgeId } = await pledged(world());
    const { attachmentId } = await add(li, on("pledge", pledgeId));
    expect((await serveFile(pan, attachmentId, null)).status).toBe(200);
    expect((await serveFile(stranger(), attachmentId, null)).status).toBe(404);
    await expect(add(li, on("pledge", pledgeId, true))).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(show(li, { attachmentId, isPublic: true })).rejects.toEqual(refusal("FORBIDDEN"));
    const { deliveryId } = await send(li, { pledgeId, amount: "5", key: newKey() });
    await add(li, on("delivery", deliveryId));
    expect(await listAttachments(pan, "delivery", deliveryId)).toHaveLength(1);
    expect(await eventsOf(db, deliveryId)).toEqual(["delivery.sent", "delivery.attached"]);
    await expect(add(li, on("pledge", uuid()))).rejects.toEqual(refusal("NOT_FOUND"));
  });

  test("of stock is its certifier's", async () => {
    const need = await openNeed(world(), { lines: [{ direction: "sale" }] });
    const gao = ctxOf(world(), uuid(), inRegion(TEST_PLACE.town, 4, "town_admin"));
    const id = uuid();
    await db
      .insertInto("certification")
      .values({
        id,
        need_id: need.id,
        line_id: need.lines[0]!.id,
        certified_by: gao.actor!.personId,
        region_id: TEST_PLACE.town,
        certified_on: clock.now(),
        stock: 1,
        evidence: "到仓看过",
        created_at: clock.now(),
      })
      .execute();
    await expect(add(ctxOf(world(), need.posterId), on("certification", id))).rejects.toEqual(
      refusal("FORBIDDEN"),
    );
    const { attachmentId } = await add(gao, on("certification", id));
    expect((await serveFile(gao, attachmentId, null)).status).toBe(200);
    expect(await eventsOf(db, id)).toEqual(["certification.attached"]);
  });
});

describe("how many", () => {
  test("nine hang on one subject, however they are sent; the tenth is refused, the same one again is the same", async () => {
    const { need, pan } = await pledged(world());
    const photos = await Promise.all(Array.from({ length: FILES_PER_SUBJECT + 1 }, photo));
    const codes = await Promise.all(
      photos.map((p) => add(pan, on("need", need.id), p).then(() => "ok", codeOf)),
    );
    expect(codes.filter((c) => c === "ok")).toHaveLength(FILES_PER_SUBJECT);
    expect(codes.filter((c) => c === "TOO_MANY_FILES")).toHaveLength(1);
    expect(await rowOf.need(db, need.id)).toMatchObject({ version: 1 + FILES_PER_SUBJECT });
    const kept = photos[codes.indexOf("ok")];
    await add(pan, on("need", need.id), kept);
    expect(await listAttachments(pan, "need", need.id)).toHaveLength(FILES_PER_SUBJECT);
  });

  test("sixty a day per person", async () => {
    const { need, pan } = await pledged(world());
    const rows = Array.from({ length: FILES_PER_DAY }, () => ({
      id: uuid(),
      mime: "image/jpeg",
      bytes: 1,
      width: 1,
      height: 1,
      sha256: "",
      body: Buffer.from("x"),
      created_by: pan.actor!.personId,
      created_at: clock.now(),
    }));
    await db.insertInto("file").values(rows).execute();
    await expect(add(pan, on("need", need.id))).rejects.toEqual(refusal("TOO_MANY"));
    const tomorrow = testClock(new Date(clock.now().getTime() + 86_400_000));
    await add({ ...pan, clock: tomorrow }, on("need", need.id));
  });
});
