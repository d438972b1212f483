// What a photo hangs on, and what of it may be seen.
import { needFacts, postedByOffice } from "@/server/needs/data";
import { isPublic } from "@/server/needs/lifecycle";
import { recordFacts } from "@/server/people/profiles/data";
import type { Db, Trx } from "@/server/platform/db";
import { findPledgeFacts, needFactsOf } from "@/server/pledges/facts/data";
import { type FileFacts, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { Attachment, SubjectKind } from "./schema";

export type Subject = {
  kind: SubjectKind;
  id: string;
  facts: FileFacts;
  needIsPublic: boolean;
  /** False: a draft that is its author's own, and not the asker's. */
  seesNeed: boolean;
};

/** The need, pledge, delivery, certification or qualification, or null where there is none. Says nothing yet about who may see it. */
export async function findSubject(ctx: Ctx, kind: SubjectKind, id: string): Promise<Subject | null> {
  if (kind === "need") return aboutNeed(ctx, kind, id, id, null);
  if (kind === "certification") {
    const row = await ctx.db
      .selectFrom("certification")
      .select(["need_id", "certified_by"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? aboutNeed(ctx, kind, id, row.need_id, row.certified_by) : null;
  }
  if (kind === "qualification") return aboutQualification(ctx, id);
  const pledgeId = kind === "pledge" ? id : await pledgeOf(ctx.db, id);
  const found = pledgeId === null ? null : await findPledgeFacts(ctx, pledgeId);
  if (found === null) return null;
  const facts = { need: found.facts.need, pledge: found.facts, certifierId: null };
  return { kind, id, facts, needIsPublic: isPublic(found.need), seesNeed: true };
}

async function aboutNeed(
  ctx: Ctx,
  kind: SubjectKind,
  id: string,
  needId: string,
  certifierId: string | null,
): Promise<Subject | null> {
  const need = await ctx.db.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirst();
  if (!need) return null;
  const draft = { ...needFacts(need), byOffice: postedByOffice(need) };
  return {
    kind,
    id,
    facts: { need: needFactsOf(need), pledge: null, certifierId },
    needIsPublic: isPublic(need),
    seesNeed: need.status !== "draft" || may(ctx, "need.see_draft", draft) !== false,
  };
}

async function aboutQualification(ctx: Ctx, id: string): Promise<Subject | null> {
  const row = await ctx.db
    .selectFrom("qualification")
    .select(["person_id", "status"])
    .where("id", "=", id)
    .executeTakeFirst();
  const record = row ? await recordFacts(ctx, row.person_id) : null;
  if (!row || !record) return null;
  const facts = { record, undecided: row.status === "claimed" };
  return { kind: "qualification", id, facts, needIsPublic: false, seesNeed: true };
}

async function pledgeOf(db: Db, deliveryId: string): Promise<string | null> {
  const row = await db
    .selectFrom("delivery")
    .select("pledge_id")
    .where("id", "=", deliveryId)
    .executeTakeFirst();
  return row?.pledge_id ?? null;
}

/** True where the asker may see what is not for everybody. */
export const seesAll = (ctx: Ctx, subject: Subject): boolean =>
  subject.seesNeed && may(ctx, "file.see", subject.facts) !== false;

const isForEverybody = (subject: Subject, isPublicFile: boolean): boolean =>
  isPublicFile && subject.needIsPublic;

/** What the asker may see of a subject's photos, oldest first; nothing where they may not. */
export async function listAttachments(ctx: Ctx, kind: SubjectKind, id: string): Promise<Attachment[]> {
  const subject = await findSubject(ctx, kind, id);
  if (subject === null) return [];
  const all = seesAll(ctx, subject);
  const rows = await ctx.db
    .selectFrom("attachment as a")
    .innerJoin("file as f", "f.id", "a.file_id")
    .select(["a.id", "a.purpose", "a.is_public", "f.width", "f.height", "a.created_at"])
    .where("a.aggregate", "=", kind)
    .where("a.subject_id", "=", id)
    .orderBy("a.id")
    .execute();
  return rows
    .filter((row) => all || isForEverybody(subject, row.is_public))
    .map((row) => ({
      id: row.id,
      purpose: row.purpose as Attachment["purpose"],
      isPublic: row.is_public,
      width: row.width,
      height: row.height,
      at: row.created_at,
    }));
}

export async function findAttachment(db: Db | Trx, attachmentId: string) {
  return db
    .selectFrom("attachment as a")
    .innerJoin("file as f", "f.id", "a.file_id")
    .select([
      "a.id",
      "a.file_id",
      "a.aggregate",
      "a.subject_id",
      "a.is_public",
      "f.mime",
      "f.bytes",
      "f.sha256",
    ])
    .where("a.id", "=", attachmentId)
    .executeTakeFirst();
}

type Served = {
  status: 200 | 304 | 404;
  headers: Record<string, string>;
  body: Uint8Array | null;
};

const LOCKED = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
};
/** Five minutes: a photo that had to be taken down is soon gone from every cache. */
const FOR_EVERYBODY = "public, max-age=300";

/** The picture for GET /api/files/<attachment id>. Unseen is 404, never 403: its existence is private too. */
export async function serveFile(ctx: Ctx, attachmentId: string, ifNoneMatch: string | null): Promise<Served> {
  const row = await findAttachment(ctx.db, attachmentId);
  const subject = row ? await findSubject(ctx, row.aggregate as SubjectKind, row.subject_id) : null;
  const open = row !== undefined && subject !== null && isForEverybody(subject, row.is_public);
  if (!row || !subject || !(open || seesAll(ctx, subject)))
    return { status: 404, headers: { "cache-control": "no-store" }, body: null };
  const etag = `"${row.sha256}"`;
  const headers = { ...LOCKED, etag, "cache-control": open ? FOR_EVERYBODY : "private, no-store" };
  if (ifNoneMatch === etag) return { status: 304, headers, body: null };
  const { body } = await ctx.db
    .selectFrom("file")
    .select("body")
    .where("id", "=", row.file_id)
    .executeTakeFirstOrThrow();
  return {
    status: 200,
    headers: {
      ...headers,
      "content-type": row.mime,
      "content-length": String(row.bytes),
      "content-disposition": `inline; filename="${row.id}.jpg"`,
    },
    body,
  };
}
