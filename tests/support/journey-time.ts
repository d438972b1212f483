// What journeys cannot wait for: time is moved in the rows of the server under test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";

/** Nobody can wait for Saturday: time is moved in the rows of the server under test, and nothing else ever is. */
async function moveTime(...moves: [sql: string, values: (string | number)[]][]): Promise<void> {
  const dir = process.env.HRB_DATA_DIR ?? ".data";
  const { port } = JSON.parse(readFileSync(join(dir, "mariadb.json"), "utf8")) as { port: number };
  const password = readFileSync(join(dir, "mariadb.password"), "utf8").trim();
  const db = await createConnection({ host: "127.0.0.1", port, user: "hrb", password, database: "hrb" });
  for (const [sql, values] of moves) await db.execute(sql, values);
  await db.end();
}

/** A need's hours are moved into the past, as if its day had come and gone. */
export const theDayComes = (needId: string): Promise<void> =>
  moveTime(
    ...["slot", "need_line"].map((table): [string, string[]] => [
      `UPDATE ${table} SET starts_at = NOW(3) - INTERVAL 4 HOUR, ends_at = NOW(3) - INTERVAL 1 HOUR WHERE need_id = ? AND starts_at IS NOT NULL`,
      [needId],
    ]),
  );

/** The village has let the time for its answer go by: the timer runs, as it would at that minute. */
export const theAnswerIsLate = (needId: string): Promise<void> =>
  moveTime(
    ["UPDATE need SET answer_due_at = NOW(3) - INTERVAL 1 SECOND WHERE id = ?", [needId]],
    ["UPDATE timer SET at = NOW(3) WHERE act = 'need.overdue' AND ref = ?", [needId]],
  );

/** Nobody leaves freely any more, and places without a name are given back: the timer runs, as it would at that minute. */
export const theCutOffComes = (slotId: string): Promise<void> =>
  moveTime(
    ["UPDATE slot SET cut_off_at = NOW(3) - INTERVAL 1 SECOND WHERE id = ?", [slotId]],
    [
      "UPDATE timer SET at = NOW(3) WHERE act = 'seat.release' AND ref IN (SELECT id FROM pledge WHERE slot_id = ?)",
      [slotId],
    ],
  );

/** It begins now and lasts so long. */
export const theHourComes = (slotId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE slot SET starts_at = NOW(3) - INTERVAL 1 SECOND, ends_at = NOW(3) + INTERVAL ? MINUTE WHERE id = ?",
      [minutes, slotId],
    ],
    ["UPDATE timer SET at = NOW(3) WHERE act = 'stand_in.close' AND ref = ?", [slotId]],
  );

/** A shift begins in an hour, and lasts three. */
export const theHourIsNear = (slotId: string): Promise<void> =>
  moveTime([
    "UPDATE slot SET starts_at = NOW(3) + INTERVAL 1 HOUR, ends_at = NOW(3) + INTERVAL 4 HOUR WHERE id = ?",
    [slotId],
  ]);

/** A shift that began just now is over now: its plan, and the codes that were scanned, lie so much further back. */
export const theHoursPass = (slotId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE slot SET starts_at = NOW(3) - INTERVAL ? MINUTE, ends_at = NOW(3) WHERE id = ?",
      [minutes, slotId],
    ],
    ["UPDATE shift SET began_at = began_at - INTERVAL ? MINUTE WHERE slot_id = ?", [minutes, slotId]],
    ["UPDATE day_ticket SET step = step - 2 * ? WHERE slot_id = ?", [minutes, slotId]], // a step is half a minute
  );

/** Outside of journeys nobody comes at another time than they came: who helps follows the coming, not the going. */
const alsoWhereTheyHelped = (slotId: string, personId: string): [string, string[]] => [
  "UPDATE helper_village v JOIN attendance a ON a.person_id = v.helper_id JOIN need n ON n.id = a.need_id AND n.village_id = v.village_id SET v.last_at = a.in_at WHERE a.slot_id = ? AND a.person_id = ?",
  [slotId, personId],
];

/** They came so many minutes ago, and two seconds: whoever leaves within the minute has been there exactly so long. */
export const cameAgo = (slotId: string, personId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE attendance SET in_at = NOW(3) - INTERVAL ? MINUTE - INTERVAL 2 SECOND WHERE slot_id = ? AND person_id = ? AND status = 'in'",
      [minutes, slotId, personId],
    ],
    alsoWhereTheyHelped(slotId, personId),
  );

/** They came so many minutes after it was to begin. */
export const cameAfter = (slotId: string, personId: string, minutes: number): Promise<void> =>
  moveTime(
    [
      "UPDATE attendance a JOIN slot s ON s.id = a.slot_id SET a.in_at = s.starts_at + INTERVAL ? MINUTE WHERE a.slot_id = ? AND a.person_id = ? AND a.status = 'in'",
      [minutes, slotId, personId],
    ],
    alsoWhereTheyHelped(slotId, personId),
  );

/** Whoever was asked about this need has let the time to answer go by: the timer runs, as it would at that minute. */
export const nobodyAnswers = (needId: string): Promise<void> =>
  moveTime(
    [
      "UPDATE timer SET at = NOW(3) WHERE act = 'invitation.expire' AND ref IN (SELECT id FROM invitation WHERE need_id = ? AND status = 'sent')",
      [needId],
    ],
    [
      "UPDATE invitation SET expires_at = NOW(3) - INTERVAL 1 SECOND WHERE need_id = ? AND status = 'sent'",
      [needId],
    ],
  );
