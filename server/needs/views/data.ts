// A need as pages show it.
import type { z } from "zod";
import { refuse } from "@/server/errors";
import { canHappen } from "@/server/lifecycle";
import { organisationNames } from "@/server/organisations/data";
import { open } from "@/server/platform/crypto";
import { type Action, may } from "@/server/policy";
import { regionNames, regionViews } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { findNeed, type NeedRow, needFacts, needForAct, postedByOffice, sees } from "../data";
import { NEED_EVENTS, type NeedEvent } from "../lifecycle";
import { findLines, isCertified, type Line } from "../lines/data";
import { textsOfLines } from "../readiness/data";
import { publicTexts } from "../rules";
import { type Shift, shiftsOfLines } from "../shifts/data";
import type { shiftWordsView } from "../shifts/schema";
import { checkWording } from "../wording/rules";
import {
  type ManageView,
  type MineInput,
  type MinePage,
  mineInput,
  type NeedView,
  type ViewInput,
  viewInput,
} from "./schema";

/** What everybody may see; a need that is not public only for whoever sees it. */
export async function visibleNeed(ctx: Ctx, input: ViewInput): Promise<NeedView> {
  const { needId } = viewInput.parse(input);
  const need = await findNeed(ctx.db, needId);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  return viewOf(ctx, need, await findLines(ctx.db, need));
}

/** For the poster and the desk that answers. Everybody else is told NOT_FOUND, also where the need is public. */
export async function managedNeed(ctx: Ctx, input: ViewInput): Promise<ManageView> {
  const { needId } = viewInput.parse(input);
  const need = await needForAct(ctx, needId);
  const facts = needFacts(need);
  const insider =
    need.status === "draft"
      ? may(ctx, "need.see_draft", { ...facts, byOffice: postedByOffice(need) })
      : may(ctx, "need.see", facts);
  if (insider === false) refuse("NOT_FOUND");
  const lines = await findLines(ctx.db, need);
  const phone = need.contact_cipher && open(ctx.keys, need.contact_cipher);
  const view = await viewOf(ctx, need, lines);
  const speaks = new Map(lines.map((line) => [line.id, line.sale?.seller_person ?? ""]));
  return {
    ...view,
    lines: view.lines.map((line) => ({
      ...line,
      sale: line.sale && { ...line.sale, sellerPersonId: speaks.get(line.id) ?? "" },
    })),
    lane: need.lane as ManageView["lane"],
    version: need.version,
    posterId: need.poster_id,
    contactName: need.contact_name,
    contactPhone: phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    onBehalf: need.beneficiary_id !== null,
    consentHow: need.consent_how,
    consentAt: need.consent_at,
    question: need.question,
    submittedAt: need.submitted_at,
    answerDueAt: need.answer_due_at,
    escalatedAt: need.escalated_at,
    confirmDueAt: need.confirm_due_at,
    hiddenAt: need.hidden_at,
    endNote: need.end_note,
    findings: checkWording(publicTexts({ ...need, lines: textsOfLines(lines) })),
    acts: actsOf(ctx, need),
    certifies: lines.some((line) => line.sale && certifies(ctx, need, line)),
  };
}

/** The events of the table that this asker may cause in this state. */
function actsOf(ctx: Ctx, need: NeedRow): NeedEvent[] {
  const facts = needFacts(need);
  return (Object.keys(NEED_EVENTS) as NeedEvent[]).filter((event) => {
    const { action } = NEED_EVENTS[event] as { action: Action | null };
    if (action === null || !canHappen(NEED_EVENTS, need.status, event)) return false;
    return may(ctx, action as "need.verify", facts) !== false;
  });
}

const certifies = (ctx: Ctx, need: NeedRow, line: Pick<Line, "sale">): boolean =>
  may(ctx, "need.certify", { ...needFacts(need), sellerId: line.sale?.seller_person ?? "" }) !== false;

async function viewOf(ctx: Ctx, need: NeedRow, lines: Line[]): Promise<NeedView> {
  const [region, certifiers, organisations, shifts, poster] = await Promise.all([
    regionViews(ctx.db, [need.region_id]),
    regionNames(
      ctx.db,
      lines.flatMap((line) => line.certification?.region_id ?? []),
    ),
    organisationNames(
      ctx.db,
      [need.organisation_id, ...lines.map((line) => line.via_organisation)].filter((id) => id !== null),
    ),
    shiftsOfLines(
      ctx.db,
      lines.flatMap((line) => (line.kind === "people" ? [line.id] : [])),
    ),
    ctx.db
      .selectFrom("person")
      .select(["name", "public_name"])
      .where("id", "=", need.poster_id)
      .executeTakeFirst(),
  ]);
  const words = new Map(shifts.map((shift) => [shift.slotId, wordsOf(shift)]));
  const at = region.get(need.region_id);
  const organisation = (id: string | null) => {
    const name = id === null ? undefined : organisations.get(id);
    return id === null || name === undefined ? null : { id, name };
  };
  return {
    id: need.id,
    status: need.status,
    round: need.round,
    title: need.title,
    story: need.story,
    risk: need.risk,
    region: { id: need.region_id, name: at?.name ?? "", path: at?.path ?? "" },
    county_id: need.county_id,
    town_id: need.town_id,
    village_id: need.village_id,
    postedAs: {
      role: need.poster_role,
      organisation: organisation(need.organisation_id),
      name: poster?.public_name ? poster.name : null,
    },
    dueAt: need.deadline_at,
    publishedAt: need.published_at,
    endedAt: need.ended_at,
    endReason: need.end_reason,
    duplicateOf: need.duplicate_of,
    lines: lines.map((line) => ({
      ...lineOf(line, words),
      viaOrganisation: organisation(line.via_organisation),
      certification: line.certification && {
        id: line.certification.id,
        by: certifiers.get(line.certification.region_id) ?? "",
        on: line.certification.certified_on,
        stock: line.certification.stock,
        evidence: line.certification.evidence,
        enough: isCertified(line),
      },
    })),
    asOf: ctx.clock.now(),
  };
}

/** What strangers read of a shift. */
const wordsOf = (shift: Shift): z.infer<typeof shiftWordsView> => ({
  status: shift.status,
  kind: shift.kind,
  role: shift.role,
  place: shift.place,
  skills: shift.skills,
  qualification: shift.qualification,
  minAge: shift.minAge,
  dangerous: shift.dangerous,
  insured: shift.insured,
  homeVisit: shift.homeVisit,
  paidTime: shift.paidTime,
  endReason: shift.endReason,
});

const lineOf = (line: Line, words: Map<string, z.infer<typeof shiftWordsView>>) => ({
  id: line.id,
  kind: line.kind,
  direction: line.direction,
  item: line.item,
  unit: line.unit,
  unitSize: line.unit_size,
  quantity: line.quantity,
  buffer: line.buffer,
  approx: line.approx,
  shareLimit: line.share_limit,
  place: line.place,
  note: line.note,
  startsAt: line.starts_at,
  endsAt: line.ends_at,
  minAge: line.min_age,
  dangerous: line.dangerous,
  insured: line.insured,
  qualification: line.qualification,
  service: line.service,
  returnBy: line.return_by,
  sale: line.sale && {
    sellerName: line.sale.seller_name,
    product: line.sale.product,
    producedOn: line.sale.produced_on,
    packing: line.sale.packing,
    licenceNo: line.sale.licence_no,
    invoice: line.sale.invoice,
    referencePrice: line.sale.reference_price,
    askOver: line.sale.ask_over,
  },
  slots: line.slots.map((slot) => ({
    slotId: slot.id,
    isOpen: slot.is_open,
    ceiling: slot.ceiling,
    accepted: slot.accepted,
    onTheWay: slot.on_way,
    promised: slot.promised,
    remaining: slot.remaining,
    waiting: slot.waiting,
    walkIns: slot.walk_ins,
    startsAt: slot.starts_at,
    endsAt: slot.ends_at,
    cutOffAt: slot.cut_off_at,
    shift: words.get(slot.id) ?? null,
  })),
});

/** What I posted, newest first, in every state. */
export async function listMine(ctx: Ctx, input: MineInput): Promise<MinePage> {
  const { before, limit } = mineInput.parse(input);
  const posterId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const rows = await ctx.db
    .selectFrom("need")
    .selectAll()
    .where("poster_id", "=", posterId)
    .$if(before !== undefined, (qb) =>
      qb.where((eb) =>
        eb.or([
          eb("created_at", "<", before?.createdAt as Date),
          eb.and([eb("created_at", "=", before?.createdAt as Date), eb("id", "<", before?.needId as string)]),
        ]),
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const names = await regionNames(
    ctx.db,
    page.map((row) => row.region_id),
  );
  const last = page.at(-1);
  return {
    needs: page.map((row) => ({
      needId: row.id,
      status: row.status,
      version: row.version,
      title: row.title,
      place: names.get(row.region_id) ?? "",
      dueAt: row.deadline_at,
      createdAt: row.created_at,
      question: row.status === "returned" ? row.question : null,
    })),
    next: rows.length > limit && last ? { createdAt: last.created_at, needId: last.id } : null,
  };
}
