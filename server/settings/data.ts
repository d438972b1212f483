// What a district has switched on.
import type { Db, Trx } from "@/server/platform/db";
import { SETTINGS, type SettingName, type SettingsView } from "./schema";

/** A district's settings, with what holds where it has said nothing. */
export async function settingsOf(db: Db | Trx, countyId: number): Promise<SettingsView> {
  const rows = await db
    .selectFrom("setting")
    .select(["name", "value"])
    .where("region_id", "=", countyId)
    .where("name", "in", Object.keys(SETTINGS))
    .execute();
  const said = new Map(rows.map((row) => [row.name, JSON.parse(row.value) as unknown]));
  const read = (name: SettingName) => said.get(name) ?? SETTINGS[name].without;
  return {
    saleLines: read("sale_lines") === true,
    servicePhone: read("service_phone") as string | null,
    serviceHours: read("service_hours") as string | null,
    recordingUnit: read("recording_unit") as string | null,
    dayMinutes: read("day_minutes") as number,
    longDayMinutes: read("long_day_minutes") as number,
    presencePercent: read("presence_percent") as number,
    clashGraceMinutes: read("clash_grace_minutes") as number,
    minorAges: read("minor_ages") as SettingsView["minorAges"],
    starHours: [...(read("star_hours") as readonly number[])],
  };
}

/** Sale lines are allowed only where the district switched them on, after asking counsel. */
export async function saleLinesOn(db: Db | Trx, countyId: number): Promise<boolean> {
  return (await settingsOf(db, countyId)).saleLines;
}
