// Attaching photos and evidence, showing them to everybody, taking them away.

import { sql } from "kysely";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findAttachment, findSubject, type Subject, seesAll } from "./data";
import { type Picture, redraw } from "./pictures/commands";
import { type AttachInput, attachInput, FILES_PER_DAY, FILES_PER_SUBJECT, type SubjectKind } from "./schema";

async function visibleSubject(ctx: Ctx, kind: SubjectKind, id: string): Promise<Subject> {
  const subject = await findSubject(ctx, kind, id);
  if (subject === null || !(subject.needIsPublic || seesAll(ctx, subject) || isCertifier(ctx, subject)))
    refuse("NOT_FOUND");
  return subject;
}

const isCertifier = (ctx: Ctx, subject: Subject): boolean =>
  ctx.actor !== null && "need" in subject.facts && subject.facts.certifierId === ctx.actor.personId;

/** The same picture sent twice to the same subject is attached once. isPublic: also to whoever sees the need. */
export async function attach(ctx: Ctx, input: AttachInput): Promise<{ attachmentId: string }> {
  const { aggregate, subjectId, purpose, isPublic, bytes } = attachInput.parse(input);
  const subject = await visibleSubject(ctx, aggregate, subjectId);
  const grant = authorize(ctx, "file.attach", subject.facts);
  if (isPublic) authorize(ctx, "file.show", subject.facts);
  const picture = await redraw(bytes);
  return transact(ctx.db, async (trx) => {
    const version = await lockVersion(trx, subject);
    const there = await attachedTo(trx, subject);
    const same = there.find((a) => a.sha256 === picture.sha256);
    if (same) return { attachmentId: same.id };
    if (there.length >= FILES_PER_SUBJECT) refuse("TOO_MANY_FILES", { max: FILES_PER_SUBJECT });
    await guardDay(trx, ctx);
    const attachmentId = uuid();
    const fileId = await keep(trx, ctx, picture);
    await trx
      .insertInto("attachment")
      .values({
        id: attachmentId,
        file_id: fileId,
        aggregate,
        subject_id: subjectId,
        purpose,
        is_public: isPublic,
        created_at: ctx.clock.now(),
      })
      .execute();
    await tell(trx, ctx, subject, version, "attached", grant, attachmentId);
    return { attachmentId };
  });
}

/** Gone for good, with the picture: it may have shown somebody who did not agree. */
export async function detach(ctx: Ctx, input: { attachmentId: string }): Promise<void> {
  const { subject, row } = await visibleAttachment(ctx, input.attachmentId);
  const grant = authorize(ctx, "file.attach", subject.facts);
  await transact(ctx.db, async (trx) => {
    const version = await lockVersion(trx, subject);
    const gone = await trx.deleteFrom("attachment").where("id", "=", row.id).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return;
    await trx.deleteFrom("file").where("id", "=", row.file_id).execute();
    await tell(trx, ctx, subject, version, "detached", grant, row.id);
  });
}

/** For everybody who sees the need, or no longer. */
export async function show(ctx: Ctx, input: { attachmentId: string; isPublic: boolean }): Promise<void> {
  const { subject, row } = await visibleAttachment(ctx, input.attachmentId);
  const grant = authorize(ctx, "file.show", subject.facts);
  if (row.is_public === input.isPublic) return;
  await transact(ctx.db, async (trx) => {
    const version = await lockVersion(trx, subject);
    await trx.updateTable("attachment").set({ is_public: input.isPublic }).where("id", "=", row.id).execute();
    await tell(trx, ctx, subject, version, input.isPublic ? "shown" : "unshown", grant, row.id);
  });
}

async function visibleAttachment(ctx: Ctx, attachmentId: string) {
  const row = await findAttachment(ctx.db, attachmentId);
  if (!row) refuse("NOT_FOUND");
  return { row, subject: await visibleSubject(ctx, row.aggregate as SubjectKind, row.subject_id) };
}

/** Uploads to one subject wait for each other: several photos sent at once are several acts, and their count is exact. */
async function lockVersion(trx: Trx, { kind, id }: Subject): Promise<number> {
  const row = await trx
    .selectFrom(kind)
    .select("version")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row?.version ?? refuse("NOT_FOUND");
}

const attachedTo = (trx: Trx, { kind, id }: Subject) =>
  trx
    .selectFrom("attachment as a")
    .innerJoin("file as f", "f.id", "a.file_id")
    .select(["a.id", "f.sha256"])
    .where("a.aggregate", "=", kind)
    .where("a.subject_id", "=", id)
    .execute();

async function guardDay(trx: Trx, ctx: Ctx): Promise<void> {
  if (ctx.actor === null) return;
  const { n } = await trx
    .selectFrom("file")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("created_by", "=", ctx.actor.personId)
    .where("created_at", ">", new Date(ctx.clock.now().getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  if (n >= FILES_PER_DAY) refuse("TOO_MANY");
}

async function keep(trx: Trx, ctx: Ctx, picture: Picture): Promise<string> {
  const id = uuid();
  await trx
    .insertInto("file")
    .values({
      id,
      mime: picture.mime,
      bytes: picture.body.byteLength,
      width: picture.width,
      height: picture.height,
      sha256: picture.sha256,
      body: picture.body,
      created_by: ctx.actor?.personId ?? "",
      created_at: ctx.clock.now(),
    })
    .execute();
  return id;
}

async function tell(
  trx: Trx,
  ctx: Ctx,
  { kind, id }: Subject,
  version: number,
  what: "attached" | "detached" | "shown" | "unshown",
  grant: Grant | null,
  attachment: string,
): Promise<void> {
  await record(trx, ctx, {
    aggregate: kind,
    id,
    version: version + 1,
    event: `${kind}.${what}`,
    grant,
    data: { attachment },
  });
  await trx.updateTable(kind).set({ version: sql<number>`version + 1` }).where("id", "=", id).execute();
}
