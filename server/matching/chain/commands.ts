// A checked 接龙 list becomes pledges: all of its rows in one transaction, or none, and a refusal says which row.
import { isRefusal, type Refusal, refuse } from "@/server/errors";
import { toSmallest } from "@/server/needs/units/rules";
import type { Trx } from "@/server/platform/db";
import { hashOfBody, once } from "@/server/platform/idempotency";
import { amend } from "@/server/pledges/changes/commands";
import { pledgeMany } from "@/server/pledges/commands";
import { liveKey } from "@/server/pledges/rules";
import { name } from "@/server/pledges/seats/commands";
import { takenOf } from "@/server/pledges/seats/places/commands";
import type { Ctx } from "@/server/trpc/context";
import { entrusted, slotForChain } from "./data";
import { type Saved, type SaveInput, saveInput } from "./schema";

/** A quicker pledge on the same slot makes one try void. */
const TRIES = 5;

type Row = { helperId?: string | undefined; amount: string };
type Slot = Awaited<ReturnType<typeof slotForChain>>;

/**
 * A team's list is the team's one pledge (new, or raised), with its members named for the places; without organisationId each
 * row is a unit's claim by voice, which the unit confirms afterwards, or a person's for whom the asker acts. Refuses CHAIN_ROWS with a reason per row, and what
 * pledging refuses (ONLY_PART, FULL, NOT_OPEN, BELOW_NAMED …) for the list as a whole.
 */
export async function saveChain(ctx: Ctx, input: SaveInput): Promise<Saved> {
  const { key, ...body } = saveInput.parse(input);
  const slot = await slotForChain(ctx, body.slotId, body.organisationId);
  const { organisationId, rows, slotId } = body;
  mustBeDistinct(rows, organisationId === undefined);
  const sums = rows.map((row) => toSmallest(row.amount, slot.line.unit, slot.line.unit_size));
  for (let left = TRIES; ; left--) {
    try {
      return await once(ctx, key, { act: "chain.save", ...body }, (trx) =>
        organisationId
          ? saveTeam(trx, ctx, slot, slotId, organisationId, rows, sums)
          : saveSaid(trx, ctx, slot, slotId, rows),
      );
    } catch (error) {
      if (left <= 1 || !isRefusal(error) || error.code !== "TRY_AGAIN") throw error;
    }
  }
}

function mustBeDistinct(rows: readonly Row[], units: boolean): void {
  const wrong: Record<string, string> = {};
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    if (row.helperId === undefined) {
      if (units) wrong[`rows.${i}`] = "required";
    } else if (seen.has(row.helperId)) wrong[`rows.${i}`] = "twice";
    else seen.add(row.helperId);
  });
  if (Object.keys(wrong).length > 0) refuse("CHAIN_ROWS", { fields: wrong });
}

/** One pledge of the team for the sum of the rows; on people lines those who are members are named for it. */
async function saveTeam(
  trx: Trx,
  ctx: Ctx,
  { need, line, grant }: Slot,
  slotId: string,
  organisationId: string,
  rows: readonly Row[],
  sums: readonly number[],
): Promise<Saved> {
  const inside: Ctx = { ...ctx, db: trx };
  const sum = sums.reduce((a, b) => a + b, 0);
  const known = await trx
    .selectFrom("pledge")
    .select(["id", "amount", "status"])
    .where("live_key", "=", liveKey(slotId, organisationId))
    .forUpdate()
    .executeTakeFirst();
  const people = line.kind === "people";
  let pledgeId: string;
  if (known) {
    const held = people ? (await takenOf(trx, known.id)) * line.unit_size : known.amount;
    const wanted = Math.max(known.amount, held + sum);
    pledgeId = known.id;
    if (wanted > known.amount) await amend(inside, { pledgeId, amount: String(wanted / line.unit_size) });
  } else {
    const request = { slotId, organisationId, amount: String(sum / line.unit_size) };
    const [made] = await pledgeMany(inside, slotId, [
      {
        helper: { kind: "organisation", organisationId },
        amount: request.amount,
        via: "leader",
        bodyHash: hashOfBody(request),
        allowed: { grant },
      },
    ]);
    if (!made || "refusal" in made) throw made?.refusal;
    pledgeId = made.answer.pledgeId;
  }
  const personIds = people ? rows.flatMap((row) => row.helperId ?? []) : [];
  if (personIds.length > 0) await nameRows(inside, pledgeId, personIds, rows);
  return { needId: need.id, pledgeIds: [pledgeId], named: personIds.length, rows: rows.length };
}

async function nameRows(
  ctx: Ctx,
  pledgeId: string,
  personIds: string[],
  rows: readonly Row[],
): Promise<void> {
  try {
    await name(ctx, { pledgeId, personIds });
  } catch (error) {
    const why = isRefusal(error) && error.code === "CANNOT_BE_NAMED" ? error.facts.fields : undefined;
    if (why === undefined) throw error;
    const fields = Object.fromEntries(
      rows.flatMap((row, i) => {
        const reason = row.helperId ? (why as Record<string, string>)[row.helperId] : undefined;
        return reason ? [[`rows.${i}`, reason]] : [];
      }),
    );
    refuse("CHAIN_ROWS", { fields });
  }
}

/**
 * What was said in the group, each row its own pledge: a unit's as spoken claims are, reserved and confirmed by the unit
 * afterwards; a person's as theirs, entered by whoever they agreed acts for them.
 */
async function saveSaid(
  trx: Trx,
  ctx: Ctx,
  { need, grant }: Slot,
  slotId: string,
  rows: readonly Row[],
): Promise<Saved> {
  const inside: Ctx = { ...ctx, db: trx };
  const persons = new Set((await entrusted(inside)).map((one) => one.id));
  const made = await pledgeMany(
    inside,
    slotId,
    rows.map(({ helperId = "", amount }) =>
      persons.has(helperId)
        ? { helper: { kind: "person", personId: helperId }, amount, actsFor: true, approved: true }
        : {
            helper: { kind: "organisation", organisationId: helperId },
            amount,
            via: "on_site",
            approved: true,
            allowed: { grant },
          },
    ),
  );
  const refused = made.flatMap((one, i): [number, Refusal][] => ("refusal" in one ? [[i, one.refusal]] : []));
  const again = refused.find(([, refusal]) => refusal.code === "TRY_AGAIN");
  if (again) throw again[1];
  if (refused.length > 0)
    refuse("CHAIN_ROWS", {
      fields: Object.fromEntries(
        refused.map(([i, { code, facts }]) => [
          `rows.${i}`,
          code === "NOT_ELIGIBLE" ? String(facts.reason) : code.toLowerCase(),
        ]),
      ),
    });
  return {
    needId: need.id,
    pledgeIds: made.flatMap((one) => ("answer" in one ? [one.answer.pledgeId] : [])),
    named: 0,
    rows: rows.length,
  };
}
