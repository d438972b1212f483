// A lawyer, doctor or mediator is somebody whose qualification was verified and has not run out (Reg. art. 16): asked when they offer
// themselves, again when they are accepted. Shifts ask the same through the decision in ../rules.
import { Refusal } from "@/server/errors";
import { membersQualified, qualifiedAmong } from "@/server/organisations/qualifications/data";
import type { Db, Trx } from "@/server/platform/db";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";

type Reader = Pick<Ctx, "clock"> & { db: Db | Trx };

/** What an expertise slot asks for by law, and on which day; null where it asks for nothing, or is of another kind. */
async function askedOf(ctx: Reader, slotId: string) {
  const row = await ctx.db
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .select(["l.kind", "l.qualification", "l.starts_at", "l.unit", "l.unit_size"])
    .where("s.id", "=", slotId)
    .executeTakeFirst();
  if (row?.kind !== "expertise" || row.qualification === null) return null;
  return {
    kind: row.qualification,
    on: dayOf(row.starts_at ?? ctx.clock.now()),
    people: row.unit === "person" ? row.unit_size : null,
  };
}

const lacking = (ctx: Reader, qualification: string, team: boolean) =>
  new Refusal("NOT_ELIGIBLE", {
    reason: "lacks_qualification",
    qualification,
    team,
    now: ctx.clock.now().getTime(),
  });

/** Person → NOT_ELIGIBLE. */
export async function unqualified(
  ctx: Reader,
  slotId: string,
  personIds: readonly string[],
): Promise<Map<string, Refusal>> {
  const asked = personIds.length === 0 ? null : await askedOf(ctx, slotId);
  if (asked === null) return new Map();
  const held = await qualifiedAmong(ctx.db, [...personIds], asked.kind, asked.on);
  return new Map(
    personIds.filter((id) => !held.has(id)).map((id) => [id, lacking(ctx, asked.kind, false)] as const),
  );
}

/**
 * What an organisation can promise here: a member who holds it for each person asked for, at least one where it is not people that are
 * counted. Returns the refusal for an amount in smallest units, or null.
 */
export async function teamsLack(
  ctx: Reader,
  slotId: string,
  organisationIds: readonly string[],
): Promise<(organisationId: string, amount: number) => Refusal | null> {
  const asked = organisationIds.length === 0 ? null : await askedOf(ctx, slotId);
  if (asked === null) return () => null;
  const held = await membersQualified(ctx.db, [...organisationIds], asked.kind, asked.on);
  return (organisationId, amount) => {
    if (!organisationIds.includes(organisationId)) return null; // a person's own
    const wanted = asked.people === null ? 1 : amount / asked.people;
    return (held.get(organisationId) ?? 0) >= wanted ? null : lacking(ctx, asked.kind, true);
  };
}
