// How a need lives on the stage: posted, claimed bit by bit, delivered, settled, or ended otherwise.

import { isRefusal } from "@/server/errors";
import type { DraftInput } from "@/server/needs/schema";
import { SOFT_KINDS } from "@/server/needs/wording/rules";
import { refusalOf } from "@/server/trpc/procedures";
import type { Cast, Village } from "./people";
import type { Stage } from "./stage";
import type { Template, When } from "./templates";

export type Helper = { as: string; organisationId?: string };
type View = Awaited<ReturnType<Awaited<ReturnType<Stage["as"]>>["needs"]["visible"]>>;
export type Line = View["lines"][number];

/** What the world itself may say no to while time passes: somebody was quicker, it is full, it was released meanwhile. */
const EXPECTED = new Set([
  "FULL",
  "ONLY_PART",
  "ONE_EACH",
  "ALREADY_PLEDGED",
  "NOT_ELIGIBLE", // they have promised to be elsewhere at that time
  "NOT_OPEN",
  "PAST_CUT_OFF",
  "MOVED_ON",
  "WRONG_STATE",
  "OWN_SALE",
  "TOO_LATE_TO_WITHDRAW",
  "ON_THE_WAY",
  "BELOW_DELIVERED",
  "OVER_SHARE",
  "MORE_THAN_PROMISED",
  "STILL_OPEN",
  "DISPUTES_OPEN",
  "ANSWERS_AWAITED",
  "DAY_NOT_BEGUN",
  "DAY_OVER",
  "NOT_INSURED",
  "NOT_ON_ROSTER",
  "NOT_ELIGIBLE",
  "CANNOT_BE_NAMED",
]);

/** Plays an act that the world may refuse; anything unexpected ends the demo, loudly. */
export async function perhaps<T>(act: Promise<T>): Promise<T | null> {
  try {
    return await act;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null && isRefusal(refusal) && EXPECTED.has(refusal.code)) return null;
    throw error;
  }
}

/** earliest: no work begins before this day, so that what is still open today can still be joined. */
const whenOf = (stage: Stage, village: Village, day: number, earliest = day): When => ({
  at: (after, hour) => stage.at(Math.max(day + after, earliest), hour),
  day: (after) => stage.day(day + after),
  place: `${village.name}村委大院`,
  seller: `${village.name.replace(/村$/, "")}种植专业合作社`,
  saturday: saturdayAfter(stage) - day,
});

/** Days from today to a Saturday at least two days ahead. */
function saturdayAfter(stage: Stage): number {
  for (let day = 2; ; day++) if (new Date(`${stage.day(day)}T00:00:00Z`).getUTCDay() === 6) return day;
}

export function draftOf(
  stage: Stage,
  template: Omit<Template, "days">,
  village: Village,
  day: number,
  deadline: Date,
  contactName: string,
  earliest?: number,
): DraftInput {
  return {
    key: stage.key(),
    regionId: village.id,
    title: template.title,
    story: template.story,
    risk: template.risk,
    contactName,
    contactPhone: "13000009999",
    deadlineAt: deadline,
    lines: template.lines(whenOf(stage, village, day, earliest)),
  };
}

/** The demo's authors have read what the publishing check points out, and let it stand. */
export const ACKNOWLEDGED = [...SOFT_KINDS];

/** Saves and sends. It is open at once, or waits for the town (a sale) or the secretary (a resident's). */
export async function post(stage: Stage, draft: DraftInput, poster: string): Promise<string> {
  const caller = await stage.as(poster);
  // What is given from outside the village goes through an organisation that may appeal to the public.
  const [receiver] = await caller.needs.receivers();
  const lines = draft.lines.map((line) =>
    line.kind === "goods" && line.direction === "gift" ? { ...line, viaOrganisationId: receiver?.id } : line,
  );
  const { needId } = await caller.needs.saveDraft({ ...draft, lines });
  await caller.needs.submit({ needId, acknowledged: ACKNOWLEDGED });
  return needId;
}

export async function certifyAll(stage: Stage, cast: Cast, village: Village, needId: string): Promise<void> {
  const town = await stage.as(cast.townAdmins.get(village.townId) ?? cast.districtAdmin);
  const { lines } = await town.needs.visible({ needId });
  for (const line of lines)
    if (line.direction === "sale")
      await town.needs.certify({
        key: stage.key(),
        lineId: line.id,
        certifiedOn: stage.now().toISOString().slice(0, 10),
        stock: String(line.quantity / line.unitSize),
        evidence: "到库看了实物和检斤单，数量相符",
      });
}

export const slotOf = (line: Line) => line.slots[0] ?? missing();
function missing(): never {
  throw new Error("a line without a slot");
}

/** One helper claims so many units of a line. */
export async function claim(
  stage: Stage,
  helper: Helper,
  line: Line,
  units: number,
  more: { expectedOn?: string; note?: string; ifShort?: "ask" | "wait" | "part" } = {},
) {
  const caller = await stage.as(helper.as);
  return perhaps(
    caller.pledges.make({
      slotId: slotOf(line).slotId,
      amount: String(units),
      key: stage.key(),
      ...(helper.organisationId ? { organisationId: helper.organisationId } : {}),
      ...more,
    } as never),
  );
}

/** Sends part of a pledge, and some days later it is accepted, all or less; a loan comes back (backAt). */
export function deliver(
  stage: Stage,
  poster: string,
  pledgeId: string,
  units: number,
  sendAt: Date,
  closeAt: Date,
  less: { refused?: number; short?: number; reason?: "damaged" | "short_weight" } = {},
  backAt: Date | null = null,
): void {
  stage.plan(sendAt, async () => {
    const caller = await stage.as(poster);
    const sent = await perhaps(caller.deliveries.send({ pledgeId, amount: String(units), key: stage.key() }));
    if (sent === null) return;
    stage.plan(closeAt, async () => {
      const accepted = units - (less.refused ?? 0) - (less.short ?? 0);
      const closed = await perhaps(
        (await stage.as(poster)).deliveries.close({
          deliveryId: sent.deliveryId,
          accepted: String(accepted),
          refused: String(less.refused ?? 0),
          short: String(less.short ?? 0),
          ...(less.reason ? { reason: less.reason } : {}),
        }),
      );
      if (closed !== null && backAt !== null)
        stage.plan(backAt, async () =>
          perhaps(
            (await stage.as(poster)).deliveries.giveBack({
              deliveryId: sent.deliveryId,
              amount: String(accepted),
            }),
          ),
        );
    });
  });
}
