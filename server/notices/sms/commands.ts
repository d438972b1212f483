// Hands text messages to the provider. A row is marked "sending" before, so that a crash shows; one whose lease ran out is handed
// over again with the same key, which a provider that knows keys sends once. A dead, slow or lying peer holds up nothing else.
import { backoff, faultWord, MAX_TRIES } from "@/server/platform/backoff";
import { open } from "@/server/platform/crypto";
import { SmsFailure } from "@/server/platform/sms";
import type { SmsTemplate } from "@/server/platform/sms/templates";
import type { Ctx } from "@/server/trpc/context";
import { tellUnreached } from "../commands";
import { findNumber, findSmsFacts, type SmsRow } from "./data";
import { SMS_AT_ONCE, SMS_LEASE_MS, SMS_PATIENCE_MS, smsParams } from "./rules";

/** Called when an offer's text has been handed over: its clock starts. Harmless the second time. */
export type OfferTold = (ctx: Ctx, pledgeId: string) => Promise<unknown>;

/** Further than any worker looks. */
const NEVER = new Date("9999-01-01T00:00:00.000Z");

/** One round; answers how many were handed over. */
export async function dispatchSms(ctx: Ctx, told: OfferTold): Promise<number> {
  const due = await ctx.db
    .selectFrom("sms")
    .selectAll()
    .where("status", "in", ["queued", "sending", "sent"])
    .where("next_at", "<=", ctx.clock.now())
    .orderBy("next_at")
    .limit(SMS_AT_ONCE)
    .execute();
  const sent = await Promise.all(due.map((row) => dispatchOne(ctx, row, told)));
  return sent.filter(Boolean).length;
}

async function dispatchOne(ctx: Ctx, row: SmsRow, told: OfferTold): Promise<boolean> {
  const isSent = row.status === "sent"; // only its clock is left to start
  const taken = await ctx.db
    .updateTable("sms")
    .set({ status: isSent ? "sent" : "sending", tries: row.tries + 1, next_at: later(ctx, SMS_LEASE_MS) })
    .where("id", "=", row.id)
    .where("status", "=", row.status)
    .where("tries", "=", row.tries)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) return false;
  const mine = { ...row, tries: row.tries + 1 };
  if (!isSent && !(await handOver(ctx, mine))) return false;
  return startClock(ctx, mine, told);
}

/** queued → sending → sent, or queued again later, or failed for good. */
async function handOver(ctx: Ctx, sms: SmsRow): Promise<boolean> {
  try {
    const facts = await findSmsFacts(ctx, sms);
    const cipher = await findNumber(ctx, sms);
    if (facts.over) throw new SmsFailure("moved_on", false);
    if (cipher === null) throw new SmsFailure("no_number", false);
    const template = sms.template as SmsTemplate;
    const params = smsParams(template, facts);
    const phone = open(ctx.keys, cipher);
    const { ref } = await patiently(ctx.sms.send({ phone, template, params, key: sms.id }));
    const sent = {
      status: "sent",
      sent_at: ctx.clock.now(),
      provider_ref: ref.slice(0, 80),
      last_error: null,
    };
    await change(ctx, sms, { ...sent, next_at: sms.template === "offer" ? later(ctx, SMS_LEASE_MS) : NEVER });
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, sms: sms.id, template: sms.template, tries: sms.tries }, "sms not sent");
    const last_error = error instanceof SmsFailure ? error.code.slice(0, 60) : faultWord(error);
    const again = !(error instanceof SmsFailure && !error.retry) && sms.tries < MAX_TRIES;
    if (again)
      await change(ctx, sms, { status: "queued", next_at: later(ctx, backoff(sms.tries)), last_error });
    else await giveUp(ctx, sms, last_error);
    return false;
  }
}

/** sent → delivered, as far as anybody tells us: an offer's time begins. */
async function startClock(ctx: Ctx, sms: SmsRow, told: OfferTold): Promise<boolean> {
  if (sms.template !== "offer" || sms.pledge_id === null) return true;
  try {
    await told(ctx, sms.pledge_id);
    await change(ctx, sms, { status: "delivered", delivered_at: ctx.clock.now(), next_at: NEVER });
  } catch (error) {
    ctx.log.warn({ err: error, sms: sms.id, pledge: sms.pledge_id }, "offer clock not started");
    await change(ctx, sms, { next_at: later(ctx, backoff(sms.tries)), last_error: faultWord(error) });
  }
  return true;
}

/** Where nobody could be told of an offer, whoever posted hears that somebody must telephone. */
async function giveUp(ctx: Ctx, sms: SmsRow, last_error: string): Promise<void> {
  await change(ctx, sms, { status: "failed", next_at: NEVER, last_error });
  if (sms.template !== "offer" || last_error === "moved_on") return;
  const others = await ctx.db
    .selectFrom("sms")
    .select("id")
    .where("outbox_id", "=", sms.outbox_id)
    .where("status", "<>", "failed")
    .limit(1)
    .executeTakeFirst();
  if (!others) await tellUnreached(ctx, sms.outbox_id);
}

const later = (ctx: Ctx, ms: number) => new Date(ctx.clock.now().getTime() + ms);

/** `tries` is the fence: whoever took the row since has raised it. */
async function change(ctx: Ctx, sms: SmsRow, set: Partial<SmsRow>): Promise<void> {
  await ctx.db.updateTable("sms").set(set).where("id", "=", sms.id).where("tries", "=", sms.tries).execute();
}

async function patiently<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SmsFailure("no_answer", true)), SMS_PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => {}); // its late failure is nobody's
  }
}
