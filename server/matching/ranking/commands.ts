// Rankings as they are shown. Whatever was shown is kept with the parts of its scores, so that it can be explained afterwards;
// shown again on the same day unchanged, it is the same row.
import { createHash } from "node:crypto";
import { refuse } from "@/server/errors";
import { organisationNames } from "@/server/organisations/data";
import { dayOf } from "@/server/people/profiles/rules";
import { publicName } from "@/server/people/rules";
import { isDuplicate } from "@/server/platform/db";
import { eligibility, eligibilityOf } from "@/server/pledges/eligibility/data";
import { needFactsOf, needOf } from "@/server/pledges/facts/data";
import { authorize } from "@/server/policy";
import { regionNames } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { candidatesFor, wantsNear } from "../candidates/data";
import { homesOf } from "../candidates/keeping/data";
import { CANDIDATES, CODES_LOOKED, HELPER_KINDS } from "../candidates/schema";
import { weightsOf } from "../score/data";
import { needReasonsOf, reasonsOf, seedOf } from "../score/rules";
import {
  boundAmong,
  connectionsOf,
  factsOf,
  type Helper,
  helpedIn,
  helpersOf,
  openSlots,
  type Slot,
  villagesOf,
} from "./data";
import { bars, lookedBy, ranked, type Scored, whyNot, withinReach } from "./rules";
import { type ForMe, type ForMeInput, type HelperRow, SHOWN, type Who, type WhoInput } from "./schema";

/** Persons asked whether they may, before the list is cut: some of them may not. */
const SPARE = 10;

/** Who could take what is still open on a need: for its poster and those above. */
export async function whoCanHelp(ctx: Ctx, input: WhoInput): Promise<Who> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const need = await needOf(db, input.needId);
  authorize(ctx, "matching.see", needFactsOf(need), "NOT_FOUND");
  const slots = await openSlots(db, [need.id], now);
  const slot = input.slotId === undefined ? slots[0] : slots.find((one) => one.slotId === input.slotId);
  const head = {
    needId: need.id,
    title: need.title,
    slots: slots.map(({ slotId, lineKind, item, startsAt }) => ({ slotId, lineKind, item, startsAt })),
  };
  const { version, weights } = await weightsOf(db, need.county_id);
  if (slot === undefined)
    return { ...head, slot: null, rows: [], looked: 0, weightsVersion: version, shownId: null };
  const h3 = (await homesOf(db, [need.region_id])).get(need.region_id)?.h3 ?? null;
  const placed = { ...slot, h3 };
  const all = await candidatesOf(ctx, placed);
  const seed = seedOf(slot.slotId, dayOf(now));
  const order = ranked(all, weights, seed);
  const limit = input.limit ?? SHOWN;
  const kept = await eligibleOf(ctx, slot, order.slice(0, limit + SPARE));
  const rows = await named(ctx, kept.slice(0, limit), slot.must);
  const shownId = await keep(ctx, {
    ...{ kind: "helpers", subjectId: slot.slotId, countyId: need.county_id, version, seed },
    rows: rows.map((row) => ({ id: row.helperId, score: row.score, parts: row.parts, reasons: row.reasons })),
  });
  return { ...head, slot: slotWords(slot), rows, looked: all.length, weightsVersion: version, shownId };
}

type Candidate = { id: string; helper: Helper; facts: ReturnType<typeof factsOf> };

/** Everybody who may be asked, with what the score asks of them: nobody the policy or the law keeps off. */
export async function candidatesOf(
  ctx: Pick<Ctx, "db" | "clock">,
  slot: Slot & { h3: string | null },
  limit = CANDIDATES,
  except: readonly string[] = [],
): Promise<Candidate[]> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const codes = slot.must === null && slot.lineKind !== "vehicle" ? [...slot.wanted, "any"] : slot.wanted;
  const ids = await candidatesFor(db, { place: slot, codes, kinds: HELPER_KINDS, except }, limit);
  const [found, helped, bound, people, organisations] = await Promise.all([
    helpersOf(db, ids, now),
    helpedIn(db, slot.village_id, ids),
    boundAmong(
      db,
      ids.map((helperId) => ({ slotId: slot.slotId, helperId })),
    ),
    connectionsOf(db, "person_id", ids, now),
    connectionsOf(db, "organisation_id", ids, now),
  ]);
  return found.flatMap((helper) => {
    const { id } = helper;
    if (
      !helper.active ||
      id === slot.posterId ||
      id === slot.organisationId ||
      bound.has(`${slot.slotId} ${id}`)
    )
      return [];
    const connections = people.get(id) ?? organisations.get(id) ?? 0;
    const facts = factsOf(slot, helper, { helped: helped.get(id), connections, now });
    if (helper.helperKind === "person" && !withinReach(helper.reach, facts.steps)) return [];
    return bars(whyNot(facts, slot.must)) ? [] : [{ id, helper, facts }];
  });
}

/** Of persons for a shift, those who may take it: why another may not is nobody's business here. */
async function eligibleOf<T extends Candidate>(ctx: Ctx, slot: Slot, all: T[]): Promise<T[]> {
  if (slot.lineKind !== "people") return all;
  const people = all.filter(({ helper }) => helper.helperKind === "person").map(({ id }) => id);
  if (people.length === 0) return all;
  const answers = await eligibilityOf(ctx, [slot.slotId], people);
  return all.filter(({ id, helper }) => helper.helperKind !== "person" || answers.get(id)?.[0]?.ok === true);
}

async function named(ctx: Ctx, all: Scored<Candidate>[], must: string | null): Promise<HelperRow[]> {
  const of = (kind: string) => all.filter(({ helper }) => helper.helperKind === kind).map(({ id }) => id);
  const [organisations, people] = await Promise.all([
    organisationNames(ctx.db, of("organisation")),
    namesOf(ctx, of("person")),
  ]);
  return all.map(({ id, helper, facts, score, parts }) => ({
    helperKind: helper.helperKind,
    helperId: id,
    name: organisations.get(id) ?? people.get(id) ?? "",
    kind: helper.kind,
    whyNot: whyNot(facts, must),
    score,
    parts,
    reasons: reasonsOf(facts, helper.helperKind, "asker"),
  }));
}

async function namesOf(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom("person")
    .select(["id", "name", "public_name"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, publicName(row)]));
}

/** What I could do, or what a team I lead could: on the lists, not taken by us, and nothing that we may not. */
export async function needsForMe(ctx: Ctx, input: ForMeInput): Promise<ForMe> {
  const { db } = ctx;
  const me = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const helperId = input.organisationId ?? me;
  if (input.organisationId !== undefined)
    authorize(ctx, "pledge.make", { personId: null, organisationId: helperId, actsFor: false }, "NOT_FOUND");
  const now = ctx.clock.now();
  const [helper] = await helpersOf(db, [helperId], now);
  const empty = { rows: [], looked: 0, weightsVersion: 0, shownId: null };
  if (helper === undefined) return empty;
  const codes = lookedBy(helper.codes, CODES_LOOKED - 2);
  const near = await wantsNear(db, { place: helper, codes, from: now });
  const slots = (await openSlots(db, [...near.keys()], now)).filter(
    (slot) => slot.posterId !== me && (slot.organisationId === null || slot.organisationId !== helperId),
  );
  const needIds = [...new Set(slots.map((slot) => slot.needId))];
  const [bound, connections, villages, { version, weights }] = await Promise.all([
    boundAmong(
      db,
      slots.map(({ slotId }) => ({ slotId, helperId })),
    ),
    connectionsOf(db, "need_id", needIds, now),
    villagesOf(
      db,
      helperId,
      slots.map((slot) => slot.village_id),
    ),
    weightsOf(db, helper.county_id),
  ]);
  const all = slots.flatMap((slot) => {
    if (bound.has(`${slot.slotId} ${helperId}`)) return [];
    const placed = { ...slot, h3: near.get(slot.needId) ?? null };
    const facts = factsOf(placed, helper, {
      helped: villages.get(slot.village_id),
      connections: connections.get(slot.needId) ?? 0,
      now,
    });
    if (helper.helperKind === "person" && !withinReach(helper.reach, facts.steps)) return [];
    return bars(whyNot(facts, slot.must)) ? [] : [{ id: slot.slotId, slot, facts }];
  });
  const seed = seedOf(helperId, dayOf(now));
  const limit = input.limit ?? SHOWN;
  const best = bestOfEach(ranked(all, weights, seed)).slice(0, limit + SPARE);
  const shifts = best.filter(({ slot }) => slot.lineKind === "people").map(({ id }) => id);
  const [answers, names] = await Promise.all([
    helper.helperKind === "person" && shifts.length > 0 ? eligibility(ctx, shifts, helperId) : [],
    regionNames(
      db,
      best.flatMap(({ slot }) => [slot.town_id, slot.village_id]),
    ),
  ]);
  const barred = new Set(answers.filter((answer) => !answer.ok).map((answer) => answer.slotId));
  const rows = best
    .filter(({ id }) => !barred.has(id))
    .slice(0, limit)
    .map(({ slot, facts, score, parts }) => ({
      needId: slot.needId,
      title: slot.title,
      place: [slot.town_id, slot.village_id].flatMap((id) => names.get(id) ?? []).join(" "),
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

type Keeping = {
  kind: "helpers" | "needs";
  subjectId: string;
  countyId: number;
  version: number;
  seed: number;
  rows: { id: string; score: number; parts: object; reasons: object[] }[];
};

/** Its id; null where there is nothing to explain. */
export async function keep(ctx: Ctx, shown: Keeping): Promise<string | null> {
  if (shown.rows.length === 0) return null;
  const at = ctx.clock.now();
  const viewer = ctx.actor?.personId ?? null;
  const body = JSON.stringify(shown.rows);
  const id = createHash("sha256")
    .update(
      [shown.kind, shown.subjectId, viewer ?? "", shown.version, shown.seed, dayOf(at), body].join("\n"),
    )
    .digest("hex");
  const there = await ctx.db.selectFrom("ranking_shown").select("id").where("id", "=", id).executeTakeFirst();
  if (there !== undefined) return id;
  try {
    await ctx.db
      .insertInto("ranking_shown")
      .values({
        id,
        kind: shown.kind,
        subject_id: shown.subjectId,
        viewer_id: viewer,
        region_id: shown.countyId,
        weights_version: shown.version,
        seed: shown.seed,
        body,
        at,
      })
      .execute();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  return id;
}
