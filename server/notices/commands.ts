// The consumer "notices": an event becomes rows in inboxes and text messages to be sent. Rows are unique per event, person and
// kind, and written in the effect's own transaction. They hold ids and numbers only; sentences are made when shown.
import { v7 as uuid } from "uuid";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { whoAgreed } from "@/server/people/consents/data";
import { chunks, type Db, isDuplicate } from "@/server/platform/db";
import { releaseAt } from "@/server/pledges/stale/rules";
import type { Ctx } from "@/server/trpc/context";
import { type Facts, factsOf } from "./facts/data";
import { type Recipient, recipientsOf } from "./recipients/data";
import { isUrgent, type NoticeRule, rulesFor, sendAt } from "./rules";

const UNREACHED = { kind: "offer_unreached", to: "poster" } as const;

/** Given a context whose db is the effect's transaction. */
export async function notify(ctx: Ctx, event: OutboxEvent): Promise<void> {
  const rules = rulesFor(event.event);
  if (rules.length === 0) return;
  const facts = await factsOf(ctx.db, event);
  if (isToldOtherwise(event, facts)) return;
  const heard = new Set<string>(); // who helps their own need hears of it once
  for (const rule of rules) {
    if (rule.kind === "pledge_recorded" && facts.actorId === null) continue; // a month's child: its parent tells
    const told = await recipientsOf(ctx.db, rule.to, facts);
    const unheard = told.filter(({ personId }) => !heard.has(`${rule.kind} ${personId}`));
    for (const { personId } of unheard) heard.add(`${rule.kind} ${personId}`);
    await insertNotices(ctx.db, event, facts, rule, unheard);
    if (!rule.sms || !isWorthAText(event, facts)) continue;
    const texted = await insertSms(ctx, event, facts, rule.sms, told);
    if (rule.kind === "pledge_offered" && texted === 0)
      await insertNotices(ctx.db, event, facts, UNREACHED, await recipientsOf(ctx.db, "poster", facts));
  }
}

/** What happens to pledges, deliveries and shifts because their need or shift ends: that event tells it. */
const isToldOtherwise = (event: OutboxEvent, facts: Facts): boolean =>
  isOneOfAWave(event, facts) ||
  ((facts.pledgeId !== null || event.aggregate === "shift") &&
    (facts.data.need_ended === true ||
      facts.data.reason === "shift_cancelled" ||
      String(facts.data.reason ?? "").startsWith("need_")));

/** What each of a wave answers is read beside the need; its end is told. */
const isOneOfAWave = ({ event }: OutboxEvent, { data }: Facts): boolean =>
  (event === "invitation.declined" || event === "invitation.expired") && data.via === "wave";

/** A corrected word or another quantity is read in the inbox; a telephone rings where a date has moved. */
const isWorthAText = (event: OutboxEvent, facts: Facts): boolean =>
  event.event !== "need.changed" ||
  String(facts.data.fields ?? "")
    .split(",")
    .includes("deadlineAt");

async function insertNotices(
  db: Db,
  event: Pick<OutboxEvent, "id">,
  facts: Facts,
  { kind, to }: Pick<NoticeRule, "kind" | "to">,
  told: Recipient[],
): Promise<void> {
  const { need, pledgeId, lineId, at } = facts;
  const rows = told.map(({ personId, forId }) => ({
    id: uuid(),
    person_id: personId,
    outbox_id: event.id,
    kind,
    need_id: need?.id ?? null,
    pledge_id: pledgeId,
    data: JSON.stringify({
      ...(facts.subject.organisationId ? { organisationId: facts.subject.organisationId } : {}),
      ...facts.data,
      side: to,
      ...(lineId ? { lineId } : {}),
      ...(facts.slotId && facts.startsAt ? { starts: facts.startsAt.getTime() } : {}),
      ...(facts.slotId && (kind === "service_over" || kind === "shift_appointed")
        ? { slotId: facts.slotId }
        : {}),
      ...(facts.slotId && facts.helper?.organisationId ? { teamId: facts.helper.organisationId } : {}),
      ...(forId ? { forId } : {}),
    }),
    created_at: at,
  }));
  for (const some of chunks(rows)) await db.insertInto("notice").values(some).execute(); // a cancelled need has thousands to tell
}

/** An offer's text came to nobody: said once, however many tries ended so. */
export async function tellUnreached(ctx: Ctx, outboxId: string): Promise<void> {
  const event = await ctx.db.selectFrom("outbox").selectAll().where("id", "=", outboxId).executeTakeFirst();
  if (!event) return;
  const facts = await factsOf(ctx.db, event);
  try {
    await insertNotices(ctx.db, event, facts, UNREACHED, await recipientsOf(ctx.db, "poster", facts));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** For those who lead and agreed to be written to and have a number; answers how many there are. */
async function insertSms(
  ctx: Ctx,
  event: OutboxEvent,
  facts: Facts,
  template: NonNullable<NoticeRule["sms"]>,
  told: Recipient[],
): Promise<number> {
  const wanted = told.filter((one) => one.leads).map((one) => one.personId);
  const agreed = await whoAgreed(ctx.db, wanted, "sms");
  const numbered = await withPhone(ctx.db, [...agreed]);
  const now = ctx.clock.now();
  const rows = numbered.map((personId) => ({
    id: uuid(),
    person_id: personId,
    outbox_id: event.id,
    pledge_id: facts.pledgeId,
    template,
    params: JSON.stringify(smsFacts(facts, event)),
    status: "queued",
    next_at: sendAt(now, isUrgent(facts.startsAt, now)),
    created_at: now,
  }));
  for (const some of chunks(rows)) await ctx.db.insertInto("sms").values(some).execute();
  return rows.length;
}

/** What the text is made from when it is sent. */
function smsFacts({ need, data, at, slotId, startsAt }: Facts, event: OutboxEvent) {
  const due =
    typeof data.until === "number" && event.event === "invitation.sent"
      ? new Date(data.until)
      : typeof data.hides === "number"
        ? new Date(data.hides)
        : slotId !== null
          ? startsAt
          : untilOf(event.event, need, at);
  return {
    event: event.event,
    needId: need?.id ?? null,
    ...(typeof data.reason === "string" ? { reason: data.reason } : {}),
    ...(due ? { until: due.getTime() } : {}),
  };
}

/** By when the reader should act, where there is such a time. An offer's is known only when its text goes out. */
function untilOf(event: string, need: Facts["need"], at: Date): Date | null {
  if (["need.submitted", "need.stock_asked", "need.escalated"].includes(event))
    return need?.answer_due_at ?? null;
  return event === "pledge.reminded" ? releaseAt(at) : null;
}

async function withPhone(db: Db, personIds: string[]): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom("person_phone")
    .select("person_id")
    .distinct()
    .where("person_id", "in", personIds)
    .execute();
  return rows.map((row) => row.person_id);
}

/** My own notices only; others' ids change nothing. Answers those that were unread. */
export async function markRead(ctx: Ctx, ids: string[]): Promise<Read[]> {
  return setRead(ctx, ids);
}

/** Everything that is there now. */
export async function markAllRead(ctx: Ctx): Promise<Read[]> {
  return setRead(ctx, null);
}

type Read = { id: string; kind: string; pledge_id: string | null };

async function setRead(ctx: Ctx, ids: string[] | null): Promise<Read[]> {
  const personId = ctx.actor?.personId ?? "";
  let unread = ctx.db
    .selectFrom("notice")
    .select(["id", "kind", "pledge_id"])
    .where("person_id", "=", personId)
    .where("read_at", "is", null);
  if (ids) unread = unread.where("id", "in", ids);
  const rows = await unread.execute();
  const now = ctx.clock.now();
  for (const some of chunks(rows.map((row) => row.id)))
    await ctx.db.updateTable("notice").set({ read_at: now }).where("id", "in", some).execute();
  return rows;
}
