// What waits to be handed over, what was, and the rows of a file.
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { refuse } from "@/server/errors";
import { findOrganisation } from "@/server/organisations/data";
import { placeOfOrganisation } from "@/server/people/grants/data";
import { bornIn, sexIn } from "@/server/people/profiles/rules";
import { open } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { periodAt } from "../rules";
import type { BatchStatus } from "./lifecycle";
import { BATCHES_SHOWN, MONTHS_BACK, type NationalRow, type UnitView } from "./schema";

export async function authorizeUnit(ctx: Ctx, unitId: string): Promise<Grant | null> {
  const place = await placeOfOrganisation(ctx.db, unitId);
  return authorize(ctx, "report.hand_over", { organisationId: unitId, place }, "NOT_FOUND");
}

/** Rows e that belong into a file and are in none: those that stand, and the undoings of rows handed over before. */
export const isDue: RawBuilder<SqlBool> = sql`
  NOT EXISTS (SELECT 1 FROM national_row r WHERE r.entry_id = e.id)
  AND IF(e.reverses_id IS NULL,
    e.minutes > 0 AND NOT EXISTS (SELECT 1 FROM hours_entry x WHERE x.reverses_id = e.id),
    EXISTS (SELECT 1 FROM national_row d WHERE d.entry_id = e.reverses_id))`;

/** What a person must have said and entered; an undoing needs neither. */
export const mayGo: RawBuilder<SqlBool> = sql`(e.reverses_id IS NOT NULL
  OR (EXISTS (SELECT 1 FROM consent c WHERE c.person_id = e.person_id AND c.purpose = 'national' AND c.withdrawn_at IS NULL)
    AND EXISTS (SELECT 1 FROM person_private i WHERE i.person_id = e.person_id AND i.id_number_cipher IS NOT NULL)))`;

export async function visibleUnit(ctx: Ctx, unitId: string): Promise<UnitView> {
  const { db } = ctx;
  await authorizeUnit(ctx, unitId);
  const unit = (await findOrganisation(db, unitId)) ?? refuse("NOT_FOUND");
  const since = periodAt("month", ctx.clock.now(), MONTHS_BACK).from;
  const [months, batches] = await Promise.all([
    sql<{ month: string; ready: number; held: number; heldPeople: number }>`
      SELECT month, CAST(SUM(goes) AS SIGNED) AS ready, CAST(SUM(NOT goes) AS SIGNED) AS held,
        COUNT(DISTINCT IF(goes, NULL, person_id)) AS heldPeople
      FROM (SELECT DATE_FORMAT(e.day, '%Y-%m') AS month, e.person_id, ${mayGo} AS goes FROM hours_entry e
        WHERE e.recording_unit_id = ${unitId} AND e.day >= ${since} AND ${isDue}) q
      GROUP BY month ORDER BY month DESC`.execute(db),
    db
      .selectFrom("national_batch as b")
      .leftJoin("person as p", "p.id", "b.made_by")
      .selectAll("b")
      .select("p.name")
      .where("b.unit_id", "=", unitId)
      .orderBy("b.made_at", "desc")
      .limit(BATCHES_SHOWN)
      .execute(),
  ]);
  return {
    unit: { id: unit.id, name: unit.name },
    months: months.rows.map((row) => ({
      month: row.month,
      ready: Number(row.ready),
      held: Number(row.held),
      heldPeople: Number(row.heldPeople),
    })),
    batches: batches.map((batch) => ({
      id: batch.id,
      month: batch.month,
      rows: batch.row_count,
      status: batch.status as BatchStatus,
      note: batch.note,
      madeAt: batch.made_at,
      madeBy: batch.name ?? "",
      answeredAt: batch.answered_at,
    })),
  };
}

type Raw = Omit<
  NationalRow,
  "act" | "number" | "sex" | "born" | "phone" | "skills" | "wishes" | "activity"
> & {
  sealed: string | null;
  agreed: number;
  phone: string | null;
  sex: string | null;
  skills: string | null;
  wishes: string | null;
  title: string;
  lane: string;
};

/** Opens sealed numbers: only after the opening was recorded. A word taken back since leaves the number out. */
export async function rowsOfBatch(
  ctx: { db: Db; keys: Ctx["keys"] },
  batchId: string,
): Promise<NationalRow[]> {
  const { rows } = await sql<Raw>`
    SELECT p.name, i.id_number_cipher AS sealed, f.sex, f.skills, f.kinds AS wishes,
      EXISTS (SELECT 1 FROM consent c WHERE c.person_id = e.person_id AND c.purpose = 'national' AND c.withdrawn_at IS NULL) AS agreed,
      (SELECT h.cipher FROM person_phone h WHERE h.person_id = e.person_id AND h.verified_at IS NOT NULL
        ORDER BY h.is_primary DESC, h.created_at LIMIT 1) AS phone,
      COALESCE(NULLIF(CONCAT_WS('', ht.short_name, hv.short_name), ''), '') AS home,
      n.title, n.lane, l.item AS content, e.kind, COALESCE(s.place, l.place, v.short_name, t.short_name, '') AS place,
      e.from_at AS fromAt, e.to_at AS toAt, e.minutes, COALESCE(o.name, u.name, '') AS organisation,
      COALESCE(d.name, '') AS lead, COALESCE(u.name, '') AS unit, e.class, e.id AS entryId, e.reverses_id AS undoes
    FROM national_row r JOIN hours_entry e ON e.id = r.entry_id JOIN person p ON p.id = e.person_id
      JOIN need n ON n.id = e.need_id JOIN need_line l ON l.id = e.line_id
      LEFT JOIN person_private i ON i.person_id = e.person_id LEFT JOIN person_profile f ON f.person_id = e.person_id
      LEFT JOIN region hv ON hv.id = p.home_region_id LEFT JOIN region ht ON ht.id = hv.town_id AND ht.id <> hv.id
      LEFT JOIN shift s ON s.slot_id = e.slot_id LEFT JOIN person d ON d.id = s.lead_id
      LEFT JOIN region v ON v.id = e.village_id LEFT JOIN region t ON t.id = e.town_id
      LEFT JOIN organisation o ON o.id = e.organisation_id LEFT JOIN organisation u ON u.id = e.recording_unit_id
    WHERE r.batch_id = ${batchId} ORDER BY e.day, e.id`.execute(ctx.db);
  return rows.map(({ sealed, agreed, title, lane, ...row }) => {
    const goes = Number(agreed) === 1; // taken back meanwhile: the service, and nobody's name with it
    const number = goes && sealed !== null ? open(ctx.keys, sealed) : "";
    const secret = lane === "confidential";
    return {
      ...row,
      name: goes ? row.name : "",
      home: goes ? row.home : "",
      act: row.undoes === null ? ("add" as const) : ("undo" as const),
      number,
      sex: goes ? (row.sex ?? (number === "" ? "" : sexIn(number))) : "",
      born: number === "" ? "" : bornIn(number),
      phone: goes && row.phone !== null ? open(ctx.keys, row.phone) : "",
      skills: goes ? codes(row.skills) : [],
      wishes: goes ? codes(row.wishes) : [],
      activity: secret ? null : title,
      content: secret ? "" : row.content,
      place: secret ? "" : row.place,
    };
  });
}

const codes = (json: string | null): string[] =>
  json === null || json === "" ? [] : (JSON.parse(json) as string[]);
