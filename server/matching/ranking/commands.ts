// Rankings as they are shown; each is kept (`keeping`).
import { refuse } from "@/server/errors";
import { sees } from "@/server/needs/data";
import { ageOn } from "@/server/people/profiles/rules";
import { open } from "@/server/platform/crypto";
import { eligibility, volunteersOf } from "@/server/pledges/eligibility/data";
import { ADULT, decide } from "@/server/pledges/eligibility/rules";
import { needFactsOf } from "@/server/pledges/facts/data";
import { authorize } from "@/server/policy";
import { settingsOf } from "@/server/settings/data";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { ANY, CANDIDATES, CODES_LOOKED, HELPER_KINDS } from "../candidates/schema";
import { capOf } from "../invitations/rules";
import { type Facts, needReasonsOf, reasonsOf, seedOf } from "../score/rules";
import { askedOf, factsOf, stepsFor } from "./facts/rules";
import type { Helper, Slot } from "./facts/schema";
import { type Found, foundHelpers, helperWithWeights, onTheDay } from "./found/data";
import { connectionsOf } from "./helped/data";
import { keep } from "./keeping/commands";
import { bars, lookedBy, ranked, type Scored, stepsOf, whyNot, withinReach } from "./rules";
import { type ForMe, type ForMeInput, type HelperRow, SHOWN, type Who, type WhoInput } from "./schema";
import { needWithWeights, placedSlots, suitedSlots } from "./slots/data";

/** Persons asked whether they may, before the list is cut: some of them may not. */
const SPARE = 10;

/** Who could take what is still open on a need: for its poster and those above. */
export async function whoCanHelp(ctx: Ctx, input: WhoInput): Promise<Who> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const [known, slots] = await Promise.all([
    needWithWeights(db, input.needId),
    placedSlots(db, input.needId, now),
  ]);
  const { need, version, weights } = known ?? refuse("NOT_FOUND");
  if (!sees(ctx, need)) refuse("NOT_FOUND"); // a draft is its author's own
  authorize(ctx, "matching.see", needFactsOf(need), "NOT_FOUND");
  const slot = input.slotId === undefined ? slots[0] : slots.find((one) => one.slotId === input.slotId);
  const head = {
    needId: need.id,
    title: need.title,
    slots: slots.map(({ slotId, lineKind, item, startsAt }) => ({ slotId, lineKind, item, startsAt })),
  };
  const weighed = { synthetic: slot?.synthetic ?? false, weights, weightsVersion: version };
  if (slot === undefined) return { ...head, ...weighed, slot: null, rows: [], looked: 0, shownId: null };
  const all = await candidatesOf(ctx, slot);
  const seed = seedOf(slot.slotId, dayOf(now));
  const limit = input.limit ?? SHOWN;
  const best = ranked(all, weights, seed).slice(0, limit + SPARE);
  const kept = (await eligibleOf(ctx, slot, best)).slice(0, limit);
  const cap = capOf(slot, slot.until, now);
  const rows = kept.map((one) => rowOf(one, slot.must, cap));
  const shownId = await keep(ctx, {
    ...{ kind: "helpers", subjectId: slot.slotId, countyId: need.county_id, version, seed },
    rows: kept.map(({ id, helper, facts, score, parts }) => ({
      ...{ id, score, parts },
      reasons: reasonsOf(facts, helper.helperKind, "asker"),
    })),
  });
  return { ...head, slot: slotWords(slot), rows, looked: all.length, ...weighed, shownId };
}

type Candidate = Omit<Found, "helped" | "turn"> & { id: string; facts: Facts };

/** Everybody who may be asked, with what the score asks of them, without `except`. Whether persons may take a shift: eligibleOf. */
export async function candidatesOf(
  ctx: Pick<Ctx, "db" | "clock">,
  slot: Slot & { h3: string | null },
  limit = CANDIDATES,
  except: readonly string[] = [],
): Promise<Candidate[]> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const codes = slot.must === null && slot.lineKind !== "vehicle" ? [...slot.wanted, ANY] : slot.wanted;
  const ask = { place: slot, codes, kinds: HELPER_KINDS, except, within: stepsFor(slot) };
  const found = await foundHelpers(db, slot.slotId, slot.village_id, ask, limit, now);
  const [connections, current] = await Promise.all([
    connectionsOf(db, found, now),
    onTheDay(
      db,
      found.map(({ helper }) => helper),
      slot.wanted,
      dayOf(slot.startsAt ?? now),
    ),
  ]);
  return found.flatMap(({ helper: { id }, helped, turn: _turn, ...known }) => {
    const helper = current.get(id) as Helper;
    if (id === slot.posterId || id === slot.organisationId || except.includes(id)) return [];
    const facts = factsOf(slot, helper, { helped, connections: connections.get(id) ?? 0, now });
    if (helper.helperKind === "person" && !withinReach(helper.reach, facts.steps)) return [];
    if (facts.steps > stepsFor(slot)) return []; // found by having helped there before
    return bars(whyNot(facts, slot.must)) ? [] : [{ ...known, id, helper, facts }];
  });
}

/** Of persons for a shift, those who may take it: why another may not is nobody's business here. */
export async function eligibleOf<T extends Candidate>(
  ctx: Pick<Ctx, "db" | "keys" | "clock">,
  slot: Slot,
  all: T[],
): Promise<T[]> {
  if (slot.lineKind !== "people") return all;
  const people = all.filter(({ helper }) => helper.helperKind === "person").map(({ id }) => id);
  if (people.length === 0) return all;
  const asked = askedOf(slot);
  const [who, terms] = await Promise.all([volunteersOf(ctx, people, [asked]), termsOf(ctx, slot.county_id)]);
  const now = ctx.clock.now();
  return all.filter(({ id, helper }) => {
    if (helper.helperKind !== "person") return true;
    const volunteer = who.get(id);
    return volunteer !== undefined && decide(asked, volunteer, now, terms).ok;
  });
}

/** Old enough for any shift that names no age; who told no day of birth is taken for one (server/pledges/eligibility). */
const isGrown = ({ keys, clock }: Ctx, birthCipher: string | null): boolean =>
  birthCipher === null || ageOn(open(keys, birthCipher), dayOf(clock.now())) >= ADULT;

async function termsOf(ctx: Pick<Ctx, "db">, countyId: number) {
  const { clashGraceMinutes, minorAges } = await settingsOf(ctx.db, countyId);
  return { graceMinutes: clashGraceMinutes, ages: minorAges };
}

function rowOf(one: Scored<Candidate>, must: string | null, cap: number): HelperRow {
  const { id, name, helper, facts, score, parts } = one;
  return {
    helperKind: helper.helperKind,
    helperId: id,
    name,
    kind: helper.kind,
    // of one person more is not looked for
    whyNot: whyNot(facts, must).filter((why) => why !== "too_few" || helper.helperKind === "organisation"),
    notNow: one.waiting ? "waiting" : one.sentThisWeek >= cap ? "enough" : null,
    score: helper.helperKind === "person" ? null : score,
    parts: helper.helperKind === "person" ? null : parts,
    reasons: reasonsOf(facts, helper.helperKind, "asker"),
  };
}

/** What I could do, or what a team I lead could: on the lists, not taken by us, and nothing that we may not. */
export async function needsForMe(ctx: Ctx, input: ForMeInput): Promise<ForMe> {
  const { db } = ctx;
  const me = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const helperId = input.organisationId ?? me;
  if (input.organisationId !== undefined)
    authorize(ctx, "pledge.make", { personId: null, organisationId: helperId, actsFor: false }, "NOT_FOUND");
  const now = ctx.clock.now();
  const known = await helperWithWeights(db, helperId, now);
  if (known === null) return { rows: [], looked: 0, weightsVersion: 0, shownId: null };
  const { version, weights } = known;
  const may = Object.keys(known.helper.codes);
  const helper = (await onTheDay(db, [known.helper], may, dayOf(now))).get(helperId) as Helper;
  const isPerson = helper.helperKind === "person";
  const ask = {
    ...{ place: helper, codes: lookedBy(helper.codes, CODES_LOOKED - 2), from: now },
    ...(isPerson ? { within: stepsOf(helper.reach) } : {}),
  };
  // A grown-up who has promised nothing can be kept off a shift by what it asks for alone, which is looked at below.
  const bound = isPerson && (known.promised || !isGrown(ctx, known.birthCipher));
  const [slots, who, terms] = await Promise.all([
    suitedSlots(db, helperId, ask, now),
    bound ? volunteersOf(ctx, [helperId], []) : null,
    bound ? termsOf(ctx, helper.county_id) : null,
  ]);
  const volunteer = who?.get(helperId);
  const all = slots.flatMap((slot) => {
    if (slot.posterId === me || (slot.organisationId !== null && slot.organisationId === helperId)) return [];
    const facts = factsOf(slot, helper, { helped: slot.helped, connections: slot.connections, now });
    if (isPerson && !withinReach(helper.reach, facts.steps)) return [];
    if (facts.steps > stepsFor(slot)) return [];
    if (volunteer && terms && slot.lineKind === "people") {
      // What the law asks for is looked at once more below, for the day of the shift.
      const asked = { ...askedOf(slot), qualification: null };
      if (volunteer.promises.some((promise) => promise.slotId === slot.slotId)) return [];
      if (!decide(asked, volunteer, now, terms).ok) return [];
    }
    return bars(whyNot(facts, slot.must)) ? [] : [{ id: slot.slotId, slot, facts }];
  });
  const seed = seedOf(helperId, dayOf(now));
  const limit = input.limit ?? SHOWN;
  const best = bestOfEach(ranked(all, weights, seed)).slice(0, limit + SPARE);
  const licensed = best
    .filter(({ slot }) => slot.lineKind === "people" && (slot.must !== null || (slot.minAge ?? 0) > ADULT))
    .map(({ id }) => id);
  const answers = isPerson && licensed.length > 0 ? await eligibility(ctx, licensed, helperId) : [];
  const barred = new Set(answers.filter((answer) => !answer.ok).map((answer) => answer.slotId));
  const rows = best
    .filter(({ id }) => !barred.has(id))
    .slice(0, limit)
    .map(({ slot, facts, score, parts }) => ({
      needId: slot.needId,
      title: slot.title,
      place: slot.placeName,
      dueAt: slot.dueAt,
      ...slotWords(slot),
      score,
      parts,
      reasons: needReasonsOf(facts, helper.helperKind),
    }));
  const shownId = await keep(ctx, {
    ...{ kind: "needs", subjectId: helperId, countyId: helper.county_id, version, seed },
    rows: rows.map((row) => ({ id: row.slotId, score: row.score, parts: row.parts, reasons: row.reasons })),
  });
  return { rows, looked: all.length, weightsVersion: version, shownId };
}

/** One line of each need: the one that suits best. */
function bestOfEach<T extends { slot: Slot }>(all: T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ slot }) => !seen.has(slot.needId) && seen.add(slot.needId));
}

const slotWords = ({
  slotId,
  lineId,
  lineKind,
  direction,
  item,
  unit,
  unitSize,
  remaining,
  startsAt,
  endsAt,
}: Slot) => ({
  ...{ slotId, lineId, lineKind, direction, item, unit, unitSize, remaining, startsAt, endsAt },
});
