// Who stands behind the names of a pasted list, as far as the asker may know: members of their own team; or verified units, the
// asker themself and those who agreed that the asker acts for them (代报名).
import { refuse } from "@/server/errors";
import { findNeed, needFacts, sees } from "@/server/needs/data";
import { readQuantity } from "@/server/needs/units/rules";
import { listActedFor } from "@/server/people/proxies/data";
import { findTerms } from "@/server/pledges/making/data";
import type { Grant } from "@/server/policy";
import { authorize } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { type ChainRow, headsOf, readChain } from "./rules";
import { CHAIN_ROWS_MAX, type ChainAsk, type Proposal, type ReadInput, readInput } from "./schema";

const TEAM_ROLES = ["member", "manager", "leader"];
type Match = Proposal["matches"][number];

/** The slot with its line and need, for whoever may write a list down: a team's leader, or who records what units said. */
export async function slotForChain(ctx: Ctx, slotId: string, organisationId: string | undefined) {
  const terms = await findTerms(ctx.db, slotId);
  const need = await findNeed(ctx.db, terms.need_id);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  const grant: Grant | null = organisationId
    ? authorize(ctx, "chain.team", { organisationId })
    : authorize(ctx, "pledge.record", needFacts(need));
  const line = await ctx.db
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .select([
      "l.kind",
      "l.item",
      "l.unit",
      "l.unit_size",
      "s.ceiling",
      "s.promised",
      "s.on_way",
      "s.accepted",
    ])
    .where("s.id", "=", slotId)
    .executeTakeFirstOrThrow();
  return { need, line, grant };
}

/** The list as rows to check. Nothing is written. */
export async function proposals(ctx: Ctx, input: ReadInput) {
  const { slotId, organisationId, text } = readInput.parse(input);
  const { need, line } = await slotForChain(ctx, slotId, organisationId);
  const all = readChain(text);
  const rows = all.slice(0, CHAIN_ROWS_MAX);
  const names = [...new Set(rows.map((row) => row.name))];
  const found = organisationId
    ? await membersNamed(ctx, organisationId, names)
    : grouped([...(await unitsNamed(ctx, need, names)), ...(await entrustedNamed(ctx, names))]);
  return {
    needId: need.id,
    title: need.title,
    item: line.item,
    kind: line.kind,
    unit: line.unit,
    unitSize: line.unit_size,
    remaining: line.ceiling - line.promised - line.on_way - line.accepted,
    rows: rows.map((row) => proposalOf(row, found.get(row.name) ?? [], line, organisationId !== undefined)),
    left: all.length - rows.length,
  };
}

function proposalOf(
  row: ChainRow,
  matches: Match[],
  line: { kind: string; unit: string; unit_size: number },
  team: boolean,
): Proposal {
  const asks: ChainAsk[] = [];
  if (row.withdrawn) asks.push("withdrawn");
  if (row.twice) asks.push("twice");
  if (matches.length === 0) asks.push("unknown");
  if (matches.length > 1) asks.push("which");
  let amount: string | null = null;
  if (line.kind === "people" || line.kind === "expertise") {
    const other = row.amount !== null && row.amount.measure !== "heads" && row.amount.unit !== "个";
    const heads = headsOf(row);
    const alone = !team && matches.length > 0 && matches.every((one) => one.person);
    if (other) asks.push("unit");
    else if (alone && heads > 1) asks.push("brings");
    if (!other) amount = alone ? "1" : String(heads);
  } else if (row.amount?.value != null) {
    amount = String(row.amount.value);
    const read = readQuantity(`${amount}${row.amount.unit}`, line.unit, line.unit_size);
    if (typeof read === "string" && row.amount.unit !== "个") {
      asks.push("unit");
      amount = null;
    }
  } else asks.push("amount");
  return { said: row.said, name: row.name, matches, amount, asks };
}

/** Members of the team with these names; several of one name are told apart by when they came. */
async function membersNamed(
  ctx: Ctx,
  organisationId: string,
  names: string[],
): Promise<Map<string, Match[]>> {
  if (names.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select((eb) => ["p.id", "p.name", eb.fn.min("g.started_at").as("since")])
    .where("g.organisation_id", "=", organisationId)
    .where("g.role", "in", TEAM_ROLES)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .where("p.name", "in", names)
    .groupBy(["p.id", "p.name"])
    .orderBy("since")
    .orderBy("p.id")
    .execute();
  return grouped(rows.map((row) => ({ id: row.id, name: row.name, hint: dayOf(row.since), person: true })));
}

/** Verified units of the need's county with these names. */
async function unitsNamed(ctx: Ctx, need: { county_id: number }, names: string[]): Promise<Match[]> {
  if (names.length === 0) return [];
  const rows = await ctx.db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("status", "=", "verified")
    .where("county_id", "=", need.county_id)
    .where("name", "in", names)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, hint: null, person: false }));
}

/** Persons for whom one's word counts: oneself, and who agreed to be entered by the asker; nobody else may be promised. */
export async function entrusted(ctx: Ctx): Promise<Match[]> {
  if (ctx.actor === null) return [];
  const { personId, name } = ctx.actor;
  const known = await listActedFor(ctx.db, personId);
  const others = known.map((one) => ({
    id: one.personId,
    name: one.name,
    hint: dayOf(one.since),
    person: true,
  }));
  return [
    { id: personId, name, hint: null, person: true },
    ...new Map(others.map((one) => [one.id, one])).values(),
  ];
}

const entrustedNamed = async (ctx: Ctx, names: string[]): Promise<Match[]> =>
  (await entrusted(ctx)).filter((one) => names.includes(one.name));

function grouped(matches: Match[]): Map<string, Match[]> {
  const byName = new Map<string, Match[]>();
  for (const match of matches) byName.set(match.name, [...(byName.get(match.name) ?? []), match]);
  return byName;
}
