// Hours as they come about: presences made by the day's own steps, records brought along by the worker's consumer.
import { sql } from "kysely";
import { findAttendance } from "@/server/attendance/data";
import type { How } from "@/server/attendance/rules";
import { comeIn, goOut, takeBack } from "@/server/attendance/steps/commands";
import { verify } from "@/server/history/verify/data";
import { followEvent } from "@/server/hours/following/commands";
import { type Db, transact } from "@/server/platform/db";
import { findShift, rosterOf } from "@/server/pledges/seats/data";
import { setSettings } from "@/server/settings/commands";
import { type Ctx, systemCtx, type World } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { ctxOf, organisation, type TestWorld } from "./world";

type Presence = { personId: string; slotId: string; from: Date; inHow?: How; organisationId?: string };

/** Somebody is there; `by` does it (the volunteer themself when they scan). */
export async function come(by: Ctx, { personId, slotId, from, inHow = "scan", organisationId }: Presence) {
  const shift = (await findShift(by.db, slotId))!;
  const place = (await rosterOf(by.db, slotId)).people.find((one) => one.personId === personId) ?? null;
  const { attendanceId } = await transact(by.db, (trx) =>
    comeIn(trx, by, shift, { personId, how: inHow, at: from, grant: null, place, organisationId }),
  );
  return attendanceId;
}

export async function leave(by: Ctx, attendanceId: string, to: Date, how: How = "scan") {
  const row = (await findAttendance(by.db, attendanceId))!;
  const event = how === "plan" ? "lapse" : how === "call" || how === "paper" ? "callOut" : "leave";
  await transact(by.db, (trx) => goOut(trx, by, row, { event, how, at: to, grant: null }));
}

/** The last of the two is taken back. */
export async function undone(by: Ctx, attendanceId: string) {
  const row = (await findAttendance(by.db, attendanceId))!;
  await transact(by.db, (trx) => takeBack(trx, by, row, null));
}

export const follow = (world: World, attendanceId: string) =>
  followEvent(systemCtx(world), { aggregate: "attendance", subject_id: attendanceId });

/** Came and went, and the worker has seen it. Answers the record. */
export async function served(
  world: World,
  by: Ctx,
  presence: Presence & { to: Date; outHow?: How },
): Promise<{ attendanceId: string; recordId: string }> {
  const attendanceId = await come(by, presence);
  await leave(by, attendanceId, presence.to, presence.outHow ?? presence.inHow ?? "scan");
  await follow(world, attendanceId);
  return { attendanceId, recordId: (await recordOf(world.db, attendanceId)).id };
}

export const recordOf = (db: Db, attendanceId: string) =>
  db
    .selectFrom("service_record")
    .selectAll()
    .where("attendance_id", "=", attendanceId)
    .executeTakeFirstOrThrow();
export const recordById = (db: Db, id: string) =>
  db.selectFrom("service_record").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

/** Σ of a person's ledger, counted from the rows; and what person_hours says. */
export async function minutesOf(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ sum: number; kept: number | null }>`
    SELECT COALESCE(SUM(e.minutes), 0) AS sum, (SELECT minutes FROM person_hours WHERE person_id = ${personId}) AS kept
    FROM hours_entry e WHERE e.person_id = ${personId}`.execute(db);
  const { sum, kept } = rows[0]!;
  if (Number(sum) !== Number(kept ?? 0)) throw new Error(`the ledger says ${sum}, the person's sum ${kept}`);
  return Number(sum);
}

/** The district names who records hours where no organisation is responsible. */
export async function recordingUnit(
  world: TestWorld,
  story: { zhou: { id: string }; places: { luozhuang: number } },
): Promise<string> {
  const countyId = story.places.luozhuang;
  const recordingUnitId = await organisation(world, "罗庄区志愿服务中心", "unit", countyId);
  await setSettings(await ctxOf(world, story.zhou), { countyId, recordingUnitId });
  return recordingUnitId;
}

/** Kinds of what somebody was told of their hours, by name: notices of one drain have no order among them. */
export async function toldOfHours(world: TestWorld, personId: string): Promise<string[]> {
  await drain(world);
  const rows = await world.db
    .selectFrom("notice")
    .select("kind")
    .where("person_id", "=", personId)
    .where((eb) => eb.or(["correction_%", "hours_%", "check_%"].map((kind) => eb("kind", "like", kind))))
    .orderBy("kind")
    .execute();
  return rows.map((row) => row.kind);
}

/** What verify finds once everything that follows has followed. */
export async function faultsOf(world: TestWorld): Promise<string[]> {
  await drain(world);
  return (await verify(world.db)).checks.flatMap((check) => check.faults);
}
