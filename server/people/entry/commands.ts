// Coming in: a number and a code are sign-in and sign-up at once. The code is spent in the transaction that opens the session.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { hashOf, open, phoneColumns, seal } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { proveCode, spendCode } from "../codes/commands";
import { FINISH_MINUTES } from "../codes/rules";
import { changePerson } from "../commands";
import { addConsents } from "../consents/commands";
import type { Purpose } from "../consents/schema";
import { hintName } from "../rules";
import { cookieOf, openSession } from "../sessions/commands";
import { type Candidate, candidatesFor } from "./data";
import type { EnterInput, FinishInput } from "./schema";

/** sessionId never leaves the server: `asSession(ctx, sessionId)` goes on as this person in the same request. */
export type Entered = {
  kind: "entered";
  personId: string;
  isNew: boolean;
  sessionId: string;
  cookies: string[];
};
type More = {
  kind: "more";
  token: string;
  people: { id: string; name: string; needsConsent: boolean }[];
};

type First = Omit<EnterInput, "phone" | "code">;
type Proved = { codeId: string; phone: string };

/**
 * Phone and code in one post, as sign-in and pledge forms send them. Enters where it is plain who comes: one known person,
 * or nobody known and everything a newcomer has to say was said. Otherwise `more`: the page asks, and calls finishEntry.
 */
export async function verifyCodeAndEnter(ctx: Ctx, input: EnterInput): Promise<Entered | More> {
  const { phone, code, ...first } = input;
  const proved = { codeId: await proveCode(ctx, { phone, code }), phone };
  const people = await knownBy(ctx, phone);
  const [only] = people;
  // A number that a clerk typed in may be a stranger's by mistake: only its own word makes somebody that person.
  if (only && people.length === 1 && only.verified && (!only.needsConsent || missing(first) === null))
    return enter(ctx, proved, only, first);
  if (people.length === 0 && first.name !== undefined && missing(first) === null)
    return join(ctx, proved, first.name, first);
  return {
    kind: "more",
    token: tokenOf(ctx, proved),
    people: people.map(({ id, name, needsConsent }) => ({ id, name: hintName(name), needsConsent })),
  };
}

/** The second step: says who of those listed one is, or that one is new. */
export async function finishEntry(ctx: Ctx, input: FinishInput): Promise<Entered> {
  const { token, personId, ...first } = input;
  const proved = readToken(ctx, token);
  const people = await knownBy(ctx, proved.phone);
  if (personId !== undefined) {
    const chosen = people.find((person) => person.id === personId) ?? refuse("NOT_FOUND");
    const lacking = chosen.needsConsent ? missing(first) : null;
    if (lacking !== null) refuse("INVALID", { fields: lacking });
    return enter(ctx, proved, chosen, first);
  }
  const lacking = { ...(first.name === undefined ? { name: "required" } : {}), ...missing(first) };
  if (first.name === undefined || Object.keys(lacking).length > 0) refuse("INVALID", { fields: lacking });
  return join(ctx, proved, first.name, first);
}

/** People this number reaches. A number whose only people were switched off opens nothing new either. */
async function knownBy(ctx: Ctx, phone: string): Promise<Candidate[]> {
  const { people, someoneOff } = await candidatesFor(ctx.db, hashOf(ctx.keys, "phone", phone));
  if (people.length === 0 && someoneOff) refuse("PERSON_OFF");
  return people;
}

/** Ticks a newcomer has to set, as field → reason; null where none lacks. */
function missing(first: First): Record<string, string> | null {
  const fields = {
    ...(first.privacy ? {} : { privacy: "required" }),
    ...(first.age14 ? {} : { age14: "required" }),
  };
  return Object.keys(fields).length > 0 ? fields : null;
}

async function enter(ctx: Ctx, proved: Proved, person: Candidate, first: First): Promise<Entered> {
  const sessionId = await transact(ctx.db, async (trx) => {
    await spendCode(trx, ctx, proved.codeId);
    if (person.needsConsent) {
      await agreeFirst(trx, ctx, person.id, first);
      const self = asSelf(ctx, person.id, person.name);
      await changePerson(
        trx,
        self,
        person.id,
        { event: "person.agreed", data: { purpose: "privacy" } },
        first.publicName ? { public_name: true } : {},
      );
    }
    if (!person.verified)
      await trx
        .updateTable("person_phone")
        .set({ verified_at: ctx.clock.now() })
        .where("person_id", "=", person.id)
        .where("hash", "=", hashOf(ctx.keys, "phone", proved.phone))
        .execute();
    return openSession(trx, ctx, person.id);
  });
  return entered(ctx, person.id, sessionId, false);
}

async function join(ctx: Ctx, proved: Proved, name: string, first: First): Promise<Entered> {
  const personId = uuid();
  const sessionId = await transact(ctx.db, async (trx) => {
    await spendCode(trx, ctx, proved.codeId);
    const now = ctx.clock.now();
    await trx
      .insertInto("person")
      .values({
        id: personId,
        name,
        public_name: first.publicName,
        status: "active",
        origin: "self",
        created_by: personId,
        created_at: now,
      })
      .execute();
    await trx
      .insertInto("person_phone")
      .values({
        id: uuid(),
        person_id: personId,
        ...phoneColumns(ctx.keys, proved.phone),
        verified_at: now,
        created_at: now,
      })
      .execute();
    await agreeFirst(trx, ctx, personId, first);
    await record(trx, asSelf(ctx, personId, name), {
      aggregate: "person",
      id: personId,
      version: 1,
      event: "person.joined",
      data: { origin: "self" },
    });
    return openSession(trx, ctx, personId);
  });
  return entered(ctx, personId, sessionId, true);
}

/** Who proved the code acts, though no session names them yet. */
function asSelf(ctx: Ctx, personId: string, name: string): Pick<Ctx, "actor" | "clock"> {
  return { clock: ctx.clock, actor: { personId, name, sessionId: "", grants: [], hat: null } };
}

async function agreeFirst(trx: Trx, ctx: Ctx, personId: string, first: First): Promise<void> {
  const purposes: Purpose[] = ["privacy", "age_14"];
  if (first.sms) purposes.push("sms");
  if (first.publicName) purposes.push("public_name");
  await addConsents(trx, ctx, { personId, purposes, how: "self", recordedBy: personId });
}

async function entered(ctx: Ctx, personId: string, sessionId: string, isNew: boolean): Promise<Entered> {
  return { kind: "entered", personId, isNew, sessionId, cookies: [await cookieOf(ctx, sessionId)] };
}

/** Sealed proof that this browser said the right code; of use only with the same browser's cookie, until the code is spent. */
function tokenOf(ctx: Ctx, proved: Proved): string {
  const until = ctx.clock.now().getTime() + FINISH_MINUTES * 60_000;
  return seal(ctx.keys, JSON.stringify({ ...proved, until, use: "entry" }));
}

function readToken(ctx: Ctx, token: string): Proved {
  let said: (Proved & { until: number; use: string }) | null = null;
  try {
    said = JSON.parse(open(ctx.keys, token));
  } catch {
    // altered, or never ours
  }
  if (said?.use !== "entry" || said.until <= ctx.clock.now().getTime()) refuse("CODE_EXPIRED");
  return { codeId: said.codeId, phone: said.phone };
}
