// What an organisation says of itself: name, place, contact, who stands above it, who records its hours, what it can do.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { seal } from "@/server/platform/crypto";
import { isDuplicate, transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { initials } from "@/server/regions/names/rules";
import { placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { checkedAreas, writeAbilities } from "../abilities/commands";
import { ancestorsOf, type Columns, changeOrganisation, mayAct } from "../commands";
import { findOrganisation } from "../data";
import { ORGANISATION_EVENTS } from "../lifecycle";
import type { ChangeInput } from "../schema";

/** Organisations above one another; a longer chain would be a circle. */
const ABOVE_MAX = 8;

/** What is left out stays. */
export const change = (ctx: Ctx, input: ChangeInput): Promise<void> => write(ctx, input, false);

/** The question is answered, in words or by putting things right; whoever asked looks again. */
export const answer = (ctx: Ctx, input: ChangeInput): Promise<void> => write(ctx, input, true);

async function write(ctx: Ctx, input: ChangeInput, answers: boolean): Promise<void> {
  const { grant, row, place } = await mayAct(ctx, input.organisationId, "organisation.change");
  const columns: Columns = answers ? { status: next(ORGANISATION_EVENTS, row.status, "answer") } : {};
  // A verified name is what people trust: whoever verified it changes it, and what kind it is.
  const trusted = (where = place) =>
    row.status === "verified" &&
    authorize(ctx, "organisation.verify", { organisationId: row.id, place: where });
  if (input.name !== undefined && input.name !== row.name) {
    trusted();
    Object.assign(columns, { name: input.name, initials: initials(input.name) });
  }
  if (input.kind !== undefined && input.kind !== row.kind) {
    trusted();
    columns.kind = input.kind;
  }
  if (input.regionId !== undefined && input.regionId !== row.region_id) {
    const region = await livingRegion(ctx.db, input.regionId);
    if (region.level < LEVEL.county) refuse("INVALID", { fields: { regionId: "wrong_level" } });
    const to = placeFrom(region);
    trusted(to);
    Object.assign(columns, { region_id: region.id, ...ancestorsOf(to) });
  }
  for (const [field, column] of [
    ["recordingUnitId", "recording_unit_id"],
    ["parentId", "parent_id"],
  ] as const) {
    const given = input[field];
    if (given === undefined || given === (row[column] ?? "none")) continue;
    if (given !== "none") await checkOther(ctx, row.id, field, given);
    columns[column] = given === "none" ? null : given;
  }
  if (input.contactName !== undefined) columns.contact_name = input.contactName;
  if (input.phone !== undefined) columns.phone_cipher = seal(ctx.keys, input.phone);
  if (input.about !== undefined) columns.about = input.about || null;
  if (input.weeklyCapacity !== undefined) columns.weekly_capacity = input.weeklyCapacity || null;
  const able = input.abilities === undefined ? null : await checkedAreas(ctx.db, input.abilities);
  if (Object.keys(columns).length === 0 && able === null) return;
  const fields = [...Object.keys(columns), ...(able === null ? [] : ["abilities"])].join(" ");
  try {
    await transact(ctx.db, async (trx) => {
      if (able !== null) await writeAbilities(trx, row.id, able);
      await changeOrganisation(
        trx,
        ctx,
        row.id,
        {
          event: answers ? "organisation.answered" : "organisation.changed",
          grant,
          data: { fields, recordingUnitId: columns.recording_unit_id ?? null },
        },
        columns,
        row.version,
      );
    });
  } catch (error) {
    if (isDuplicate(error, "county_id")) refuse("NAME_TAKEN");
    throw error;
  }
}

/** Another, verified one; nobody stands above themself, by however many steps. */
async function checkOther(ctx: Ctx, ownId: string, field: "recordingUnitId" | "parentId", otherId: string) {
  const known = await findOrganisation(ctx.db, otherId);
  if (known === null || known.status !== "verified" || known.id === ownId)
    refuse("INVALID", { fields: { [field]: "unknown" } });
  if (field !== "parentId") return;
  let above = known;
  for (let step = 0; above.parent_id !== null; step++) {
    const up = await findOrganisation(ctx.db, above.parent_id);
    if (step >= ABOVE_MAX || up?.id === ownId) refuse("INVALID", { fields: { parentId: "circle" } });
    if (up === null) return;
    above = up;
  }
}
