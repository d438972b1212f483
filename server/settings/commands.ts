// A district sets its switches. Each is a row with a version and a line of history of its own.
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { settingsOf } from "./data";
import type { SetSettingsInput, SettingName } from "./schema";

type Said = boolean | string | number | readonly number[] | Record<string, number>;

/** Sets what is said and leaves the rest as it is. */
export async function setSettings(ctx: Ctx, input: SetSettingsInput): Promise<void> {
  const county = await livingRegion(ctx.db, input.countyId);
  if (county.level !== LEVEL.county) refuse("INVALID", { fields: { countyId: "wrong_level" } });
  const grant = authorize(ctx, "setting.change", { place: placeFrom(county) });
  const { dayMinutes, longDayMinutes } = { ...(await settingsOf(ctx.db, county.id)), ...defined(input) };
  if (longDayMinutes < dayMinutes) refuse("INVALID", { fields: { longDayMinutes: "too_small" } });
  if (input.recordingUnitId !== undefined) await mustRecord(ctx, county.id, input.recordingUnitId);
  const said: [SettingName, Said | undefined][] = [
    ["sale_lines", input.saleLines],
    ["service_phone", input.servicePhone],
    ["service_hours", input.serviceHours],
    ["recording_unit", input.recordingUnitId],
    ["day_minutes", input.dayMinutes],
    ["long_day_minutes", input.longDayMinutes],
    ["presence_percent", input.presencePercent],
    ["clash_grace_minutes", input.clashGraceMinutes],
    ["minor_ages", input.minorAges],
    ["star_hours", input.starHours],
  ];
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      for (const [name, value] of said)
        if (value !== undefined) await put(trx, ctx, county.id, name, value, grant);
    }),
  );
}

const defined = ({ dayMinutes, longDayMinutes }: SetSettingsInput) => ({
  ...(dayMinutes === undefined ? {} : { dayMinutes }),
  ...(longDayMinutes === undefined ? {} : { longDayMinutes }),
});

/** Whoever records hours is a verified organisation of the district. */
async function mustRecord(ctx: Ctx, countyId: number, organisationId: string): Promise<void> {
  const unit = await ctx.db
    .selectFrom("organisation")
    .select("id")
    .where("id", "=", organisationId)
    .where("county_id", "=", countyId)
    .where("status", "=", "verified")
    .executeTakeFirst();
  if (unit === undefined) refuse("INVALID", { fields: { recordingUnitId: "unknown" } });
}

/** History holds a switch's state; what is words stays out of it. */
async function put(
  trx: Trx,
  ctx: Ctx,
  regionId: number,
  name: SettingName,
  value: Said,
  grant: Grant | null,
): Promise<void> {
  const now = ctx.clock.now();
  const before = await trx
    .selectFrom("setting")
    .select(["value", "version"])
    .where("region_id", "=", regionId)
    .where("name", "=", name)
    .executeTakeFirst();
  const json = JSON.stringify(value);
  if (before?.value === json) return;
  const version = (before?.version ?? 0) + 1;
  await record(trx, ctx, {
    aggregate: "setting",
    id: `${regionId}:${name}`,
    version,
    event: "setting.changed",
    grant,
    data: { regionId, name, on: typeof value === "boolean" || typeof value === "number" ? value : null },
  });
  const row = { value: json, updated_by: ctx.actor?.personId ?? null, updated_at: now, version };
  if (before === undefined) {
    await trx
      .insertInto("setting")
      .values({ region_id: regionId, name, ...row })
      .execute();
    return;
  }
  const updated = await trx
    .updateTable("setting")
    .set(row)
    .where("region_id", "=", regionId)
    .where("name", "=", name)
    .where("version", "=", before.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}
