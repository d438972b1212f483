// Everything kept about oneself, in the clear, for oneself alone. Every table that has a person_id is read here or named in NOT_HERE, which
// a test holds against schema.prisma.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { visibleProfile } from "@/server/people/profiles/data";
import { open } from "@/server/platform/crypto";
import { spend } from "@/server/platform/limits";
import type { Ctx } from "@/server/trpc/context";
import type { Mine, Section } from "./schema";

/** One section: a statement over the rows of a person. Columns called *_cipher are opened; `at` is when. */
const TABLES: readonly [Section, tables: readonly string[], query: string][] = [
  [
    "consent",
    ["consent"],
    "SELECT given_at AS at, purpose, document, how, withdrawn_at FROM consent WHERE person_id = ?",
  ],
  [
    "proxy",
    ["proxy"],
    `SELECT x.started_at AS at, x.kind, a.name AS actor, x.ended_at FROM proxy x JOIN person a ON a.id = x.actor_id WHERE x.person_id = ?`,
  ],
  [
    "role",
    ["role_grant"],
    `SELECT g.started_at AS at, g.role, COALESCE(o.name, r.name) AS scope, g.ended_at FROM role_grant g
     LEFT JOIN organisation o ON o.id = g.organisation_id LEFT JOIN region r ON r.id = g.region_id WHERE g.person_id = ?`,
  ],
  [
    "join",
    ["join_request"],
    `SELECT j.created_at AS at, o.name AS organisation, j.status, j.role, j.note, j.reason FROM join_request j
     JOIN organisation o ON o.id = j.organisation_id WHERE j.person_id = ?`,
  ],
  [
    "join",
    [],
    `SELECT j.created_at AS at, o.name AS organisation, j.status, j.role FROM person_phone h
     JOIN join_request j ON j.phone_hash = h.hash AND j.status = 'invited'
     JOIN organisation o ON o.id = j.organisation_id WHERE h.person_id = ? AND h.verified_at IS NOT NULL`,
  ],
  [
    "need",
    ["need"],
    "SELECT created_at AS at, title, story, status, contact_cipher FROM need WHERE poster_id = ?",
  ],
  [
    "helped",
    ["beneficiary"],
    "SELECT created_at AS at, name_cipher, phone_cipher, address_cipher, note_cipher FROM beneficiary WHERE person_id = ?",
  ],
  [
    "role",
    ["village_adviser"],
    `SELECT v.appointed_at AS at, v.kind AS role, r.name AS scope, v.ended_at FROM village_adviser v
     JOIN region r ON r.id = v.region_id WHERE v.person_id = ?`,
  ],
  [
    "pledge",
    ["pledge", "recurring_pledge"],
    `SELECT p.created_at AS at, n.title AS need, l.item, p.wanted / l.unit_size AS wanted, p.accepted / l.unit_size AS accepted, l.unit,
     p.status, p.note, p.end_reason, p.end_note, p.answer, p.answer_note FROM pledge p JOIN need n ON n.id = p.need_id
     JOIN need_line l ON l.id = p.line_id WHERE p.person_id = ?`,
  ],
  [
    "seat",
    ["seat"],
    `SELECT t.named_at AS at, n.title AS need, s.starts_at, t.status, t.reason FROM seat t JOIN slot s ON s.id = t.slot_id
     JOIN need n ON n.id = s.need_id WHERE t.person_id = ?`,
  ],
  [
    "hours",
    ["attendance", "service_record", "hours_entry", "hours_affiliation", "person_hours"],
    `SELECT r.from_at AS at, n.title AS need, r.to_at, r.minutes, r.class, r.status, u.name AS unit FROM service_record r
     JOIN need n ON n.id = r.need_id LEFT JOIN organisation u ON u.id = r.recording_unit_id WHERE r.person_id = ?`,
  ],
  [
    "question",
    ["correction"],
    "SELECT created_at AS at, about, status, words, answer, appeal, verdict FROM correction WHERE person_id = ?",
  ],
  [
    "certificate",
    ["certificate"],
    `SELECT c.created_at AS at, c.number, u.name AS unit, c.status, c.from_on, c.until_on, c.minutes, c.reason FROM certificate c
     JOIN organisation u ON u.id = c.unit_id WHERE c.person_id = ?`,
  ],
  [
    "qualification",
    ["qualification"],
    "SELECT created_at AS at, kind, status, issuer, number_cipher, expires_on, reason FROM qualification WHERE person_id = ?",
  ],
  [
    "training",
    ["training"],
    `SELECT t.held_on AS at, t.title, t.minutes, o.name AS organisation, t.ended_at FROM training t
     JOIN organisation o ON o.id = t.organisation_id WHERE t.person_id = ?`,
  ],
  ["honour", ["honour"], "SELECT granted_on AS at, title, grantor, ended_at FROM honour WHERE person_id = ?"],
  [
    "evaluation",
    ["evaluation"],
    `SELECT e.created_at AS at, n.title AS need, e.side, e.score, e.words FROM evaluation e JOIN need n ON n.id = e.need_id
     WHERE e.person_id = ?`,
  ],
  [
    "record_ask",
    ["record_ask"],
    "SELECT created_at AS at, about, status, words, answer FROM record_ask WHERE person_id = ?",
  ],
  [
    "look",
    [],
    `SELECT k.at, v.name AS viewer, n.title AS need FROM contact_look k JOIN person v ON v.id = k.viewer_id
     JOIN pledge p ON p.id = k.pledge_id JOIN need n ON n.id = p.need_id WHERE k.subject_id = ?`,
  ],
  ["notice", ["notice"], "SELECT created_at AS at, kind, read_at FROM notice WHERE person_id = ?"],
  ["sms", ["sms"], "SELECT created_at AS at, template, status, sent_at FROM sms WHERE person_id = ?"],
  [
    "device",
    ["session"],
    "SELECT created_at AS at, device, seen_at, ended_at FROM session WHERE person_id = ?",
  ],
];

/** Read with the person, or no more than a repetition under other names. */
export const NOT_HERE: Record<string, string> = {
  person_phone: "with the person",
  person_private: "with the person",
  person_profile: "with the person",
  guardian_consent: "with the person",
  idempotency: "answers to forms that were sent, forgotten after days",
  day_event: "what a leader's device told: the presence it made is in the hours",
};
/** A year of an eager volunteer ten times over. */
const ROWS_MAX = 5_000;

export const readTables = (): string[] => TABLES.flatMap(([, tables]) => tables);

export async function everythingOfMine(ctx: Ctx): Promise<Mine> {
  const { personId } = ctx.actor ?? refuse("SIGN_IN_FIRST");
  await spend(ctx, "export", personId);
  const all: Mine = [await personOf(ctx, personId)];
  for (const [section, , query] of TABLES) {
    const [before = "", after = ""] = query.split("?");
    const found =
      await sql<Row>`${sql.raw(before)}${personId}${sql.raw(after)} ORDER BY at LIMIT ${sql.lit(ROWS_MAX)}`.execute(
        ctx.db,
      );
    for (const { at, ...fields } of found.rows) all.push({ section, at, fields: clear(ctx, fields) });
  }
  return all;
}

type Value = string | number | boolean | Date;
type Row = { at: Date | null } & Record<string, Value | null>;

/** Opens what is sealed, leaves out what is empty. */
function clear(ctx: Ctx, fields: Record<string, unknown>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (value === null || value === "" || value === undefined) return [];
      return name.endsWith("_cipher")
        ? [[name.slice(0, -"_cipher".length), open(ctx.keys, String(value))]]
        : [[name, typeof value === "bigint" ? Number(value) : (value as Value)]];
    }),
  );
}

async function personOf(ctx: Ctx, personId: string): Promise<Mine[number]> {
  const [person, profile, phones, kept, guardian] = await Promise.all([
    ctx.db
      .selectFrom("person")
      .select(["name", "public_name", "origin", "created_at"])
      .where("id", "=", personId)
      .executeTakeFirstOrThrow(),
    visibleProfile(ctx, undefined),
    ctx.db
      .selectFrom("person_phone")
      .select(["cipher", "verified_at"])
      .where("person_id", "=", personId)
      .execute(),
    ctx.db
      .selectFrom("person_private")
      .select(["id_number_cipher", "birth_cipher", "address_cipher"])
      .where("person_id", "=", personId)
      .executeTakeFirst(),
    ctx.db
      .selectFrom("guardian_consent")
      .select(["guardian_name", "phone_cipher", "relation", "given_at"])
      .where("person_id", "=", personId)
      .orderBy("given_at", "desc")
      .executeTakeFirst(),
  ]);
  const { availability } = profile;
  return {
    section: "person",
    at: person.created_at,
    fields: clear(ctx, {
      name: person.name,
      public_name: Boolean(person.public_name),
      origin: person.origin,
      phone: phones.map((one) => open(ctx.keys, one.cipher)).join(", "),
      home: profile.home,
      sex: profile.sex,
      skills: profile.skills.join(", "),
      kinds: profile.kinds.join(", "),
      invitable: availability.invitable,
      free: availability.free.join(", "),
      reach: availability.reach,
      ...kept,
      ...(guardian && {
        guardian: guardian.guardian_name,
        guardian_phone_cipher: guardian.phone_cipher,
        guardian_relation: guardian.relation,
      }),
    }),
  };
}
