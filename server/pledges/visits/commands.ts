// Signing up is pledging: a visitor's phone and code open a session, and the pledge is made in it. One post, and a resend of it
// (double tap, a network that died before the answer came) signs the same browser in again and gets the same pledge.
import { setTimeout as sleep } from "node:timers/promises";
import { isRefusal, refuse } from "@/server/errors";
import { finishEntry, verifyCodeAndEnter } from "@/server/people/entry/commands";
import { asSession, cookieOf, openSession } from "@/server/people/sessions/commands";
import { hashOf } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import { findAnswer } from "@/server/platform/idempotency";
import type { Ctx } from "@/server/trpc/context";
import { pledge } from "../commands";
import { pledgeInput } from "../schema";
import { type VisitAnswer, type VisitInput, visitInput } from "./schema";

/** A post is taken for a resend this long: as long as the code itself could be used. */
export const RESEND_MINUTES = 10;
/** How long the second of two equal posts waits for the first to have entered: half a second in all. */
const TWIN_LOOKS = 10;
const TWIN_WAIT_MS = 50;

type Entry = { personId: string; isNew: boolean; sessionId: string };
/** What is remembered of an entry. session: its row's hash. */
type Kept = { personId: string; isNew: boolean; session: string };
type More = Extract<VisitAnswer, { kind: "more" }>;
type Body = ReturnType<typeof visitInput.parse>;

export async function pledgeAsVisitor(ctx: Ctx, input: VisitInput): Promise<VisitAnswer> {
  const body = visitInput.parse(input);
  const entry = await enterOnce(ctx, body);
  if ("kind" in entry) return entry;
  const cookies = [await cookieOf(ctx, entry.sessionId)];
  const { slotId, amount, ifShort, note, expectedOn, key } = body;
  try {
    const mine = await asSession(ctx, entry.sessionId);
    const wish = pledgeInput.parse({ slotId, amount, ifShort, note, expectedOn, key });
    return { kind: "pledged", cookies, isNew: entry.isNew, answer: await pledge(mine, wish) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // They are in now, and the code is spent: the page says what stood against it, and they need not begin again.
    return { kind: "refused", cookies, isNew: entry.isNew, refusal: error.code, facts: error.facts };
  }
}

/** Enters, and remembers that this browser's key did; a resend is let in by that. */
async function enterOnce(ctx: Ctx, body: Body): Promise<Entry | More> {
  const browser = hashOf(ctx.keys, "browser", ctx.browser ?? refuse("COOKIES_OFF")).slice(0, 36);
  const { slotId, amount, ifShort, note, expectedOn, key, ...who } = body;
  const secret = "token" in who ? who.token : `${who.phone}:${who.code}`;
  const proof = hashOf(ctx.keys, "code", `visit:${secret}`);
  const before = await again(ctx, browser, key, proof);
  if (before) return before;
  // Not in one transaction with what follows: a wrong code must stay counted when it is refused.
  const came = await ("token" in who ? finishEntry(ctx, who) : verifyCodeAndEnter(ctx, who)).catch(
    (error) => {
      if (isRefusal(error) && error.code === "CODE_EXPIRED") return error;
      throw error;
    },
  );
  if (isRefusal(came)) return (await firstOfTwo(ctx, browser, key, proof)) ?? refuse(came.code, came.facts);
  if (came.kind === "more") return came;
  const { personId, isNew, sessionId } = came;
  const answer = JSON.stringify({ personId, isNew, session: hashOf(ctx.keys, "session", sessionId) });
  await ctx.db
    .insertInto("idempotency")
    .values({ person_id: browser, key, body_hash: proof, answer, created_at: ctx.clock.now() })
    .onDuplicateKeyUpdate({ body_hash: proof, answer, created_at: ctx.clock.now() })
    .execute();
  return { personId, isNew, sessionId };
}

/** The code was spent: by this very post, which may be under way twice? Then its row appears in a moment. */
async function firstOfTwo(ctx: Ctx, browser: string, key: string, proof: string): Promise<Entry | null> {
  for (let look = 0; look < TWIN_LOOKS; look++) {
    const first = await again(ctx, browser, key, proof);
    if (first) return first;
    await sleep(TWIN_WAIT_MS);
  }
  return null;
}

/** The entry that this very post made before: the same browser, key and secret, and nobody has signed out of it since. */
async function again(ctx: Ctx, browser: string, key: string, proof: string): Promise<Entry | null> {
  const kept = await findAnswer(ctx.db, browser, key);
  if (!kept || kept.body_hash !== proof) return null;
  if (kept.created_at.getTime() < ctx.clock.now().getTime() - RESEND_MINUTES * 60_000) return null;
  const { personId, isNew, session } = JSON.parse(kept.answer) as Kept;
  const live = await ctx.db
    .selectFrom("session")
    .select("id_hash")
    .where("id_hash", "=", session)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!live) return null;
  const sessionId = await transact(ctx.db, (trx) => openSession(trx, ctx, personId));
  return { personId, isNew, sessionId };
}
