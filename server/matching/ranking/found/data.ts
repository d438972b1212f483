// Who could help: helpers of the read model, by key or as a look found them, with what the law lets them do on a day.
import { type Selectable, sql } from "kysely";
import { membersQualified, qualifiedAmong } from "@/server/organisations/qualifications/data";
import { publicName } from "@/server/people/rules";
import type { DB, Db } from "@/server/platform/db";
import { type HelperAsk, helperLooks } from "../../candidates/data";
import { monthOf } from "../../candidates/rules";
import type { HelperKind } from "../../candidates/schema";
import { weekOf } from "../../invitations/rules";
import { weightsFrom } from "../../score/data";
import type { Helped, Helper } from "../facts/schema";

type HelperRow = Selectable<DB["helper"]>;

const helperFrom = (row: HelperRow, month: number): Helper => ({
  id: row.helper_id,
  helperKind: row.helper_kind as HelperKind,
  kind: row.kind,
  province_id: row.province_id,
  city_id: row.city_id,
  county_id: row.county_id,
  town_id: row.town_id,
  village_id: row.village_id,
  h3: row.h3,
  capacity: row.capacity,
  freeParts: row.free_parts,
  reach: row.reach,
  codes: JSON.parse(row.codes) as Record<string, number>,
  load: row.load_month === month ? row.load_count : 0,
  active: Boolean(row.active),
});

export async function helpersOf(db: Db, ids: readonly string[], now: Date): Promise<Helper[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("helper").selectAll().where("helper_id", "in", ids).execute();
  return rows.map((row) => helperFrom(row, monthOf(now)));
}

type OneRow = HelperRow & {
  version: number | null;
  weights: string | null;
  birth_cipher: string | null;
  promised: number;
};

/**
 * One helper with the weights of where they are at home. `promised`: they may have said to be somewhere, or be named;
 * birthCipher: of a person who told a day of birth.
 */
export async function helperWithWeights(db: Db, id: string, now: Date) {
  const { rows } = await sql<OneRow>`
    SELECT h.*, w.version, w.weights, s.birth_cipher,
      EXISTS (SELECT 1 FROM pledge p WHERE p.person_id = h.helper_id AND p.status = 'confirmed')
        OR EXISTS (SELECT 1 FROM seat t WHERE t.person_id = h.helper_id AND t.status = 'named') AS promised
    FROM helper h LEFT JOIN matching_weights w ON w.region_id = h.county_id LEFT JOIN person_private s ON s.person_id = h.helper_id
    WHERE h.helper_id = ${id} ORDER BY w.version DESC LIMIT 1`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { birth_cipher: birthCipher, promised } = row;
  return {
    helper: helperFrom(row, monthOf(now)),
    ...weightsFrom(row),
    birthCipher,
    promised: Boolean(promised),
  };
}

/** A helper who might suit a slot, as a stranger may call them, with what they have to do with it. */
export type Found = {
  helper: Helper;
  name: string;
  helped: Helped | undefined;
  turn: number;
  /** An invitation to this slot waits for their answer; invitations of this week from all needs. */
  waiting: boolean;
  sentThisWeek: number;
};
type FoundRow = HelperRow & {
  helped: number | null;
  last_at: Date | null;
  organisation: string | null;
  person: string | null;
  public_name: number | null;
  waiting: string | null;
  sent: number | null;
};

/** Whom a look found, who may be named, is not bound to the slot already and has not said no to it: one statement. */
export async function foundHelpers(
  db: Db,
  slotId: string,
  villageId: number,
  ask: HelperAsk,
  limit: number,
  now: Date,
): Promise<Found[]> {
  const looks = helperLooks(ask, limit);
  if (looks === null) return [];
  const { rows } = await sql<FoundRow>`
    SELECT STRAIGHT_JOIN h.*, v.helped, v.last_at, o.name AS organisation, p.name AS person, p.public_name,
      a.id AS waiting, k.sent FROM (SELECT DISTINCT id FROM (${looks}) u) w JOIN helper h ON h.helper_id = w.id
    LEFT JOIN helper_village v ON v.helper_id = h.helper_id AND v.village_id = ${villageId}
    LEFT JOIN pledge b ON b.live_key = CONCAT(${slotId}, ':', h.helper_id, ':')
    LEFT JOIN organisation o ON o.id = h.helper_id AND h.helper_kind = 'organisation'
    LEFT JOIN person p ON p.id = h.helper_id AND h.helper_kind = 'person'
    LEFT JOIN invitation a ON a.live_key = CONCAT(${slotId}, ':', h.helper_id)
    LEFT JOIN invitation_week k ON k.helper_id = h.helper_id AND k.week_on = ${weekOf(now)}
    WHERE h.active = 1 AND b.id IS NULL AND NOT EXISTS
      (SELECT 1 FROM invitation d WHERE d.slot_id = ${slotId} AND d.status = 'declined' AND d.helper_id = h.helper_id)`.execute(
    db,
  );
  return rows.map((row) => ({
    waiting: row.waiting !== null,
    sentThisWeek: row.sent ?? 0,
    helper: helperFrom(row, monthOf(now)),
    name: row.organisation ?? publicName({ name: row.person ?? "", public_name: Boolean(row.public_name) }),
    helped: row.helped === null || row.last_at === null ? undefined : { count: row.helped, at: row.last_at },
    turn: row.turn,
  }));
}

const LAW = "may:";
/** Helpers with what the law asks for as it stands on a day (YYYY-MM-DD): what has run out by then is not had. */
export async function onTheDay(
  db: Db,
  helpers: readonly Helper[],
  wanted: readonly string[],
  on: string,
): Promise<Map<string, Helper>> {
  const now = new Map(helpers.map((helper) => [helper.id, helper]));
  for (const code of wanted.filter((one) => one.startsWith(LAW))) {
    const claim = helpers.filter((helper) => helper.codes[code] !== undefined);
    const of = (kind: HelperKind) => claim.flatMap((one) => (one.helperKind === kind ? one.id : []));
    const [people, teams] = [of("person"), of("organisation")];
    const kind = code.slice(LAW.length);
    const [held, members] = await Promise.all([
      people.length === 0 ? null : qualifiedAmong(db, people, kind, on),
      teams.length === 0 ? null : membersQualified(db, teams, kind, on),
    ]);
    for (const { id } of claim) {
      if (held?.has(id) || (members?.get(id) ?? 0) > 0) continue;
      const helper = now.get(id) as Helper;
      const { [code]: _over, ...codes } = helper.codes;
      now.set(id, { ...helper, codes });
    }
  }
  return now;
}
