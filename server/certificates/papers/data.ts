// What the sheets say. Only valid ones are printed, and only to the volunteer, whoever acts for them, and the unit.
import { refuse } from "@/server/errors";
import { whoAgreed } from "@/server/people/consents/data";
import { maskName } from "@/server/people/rules";
import { open } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { regionNames } from "@/server/regions/data";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { type Certificate, factsOf, overtaken } from "../data";
import type { PapersInput, PaperView } from "../schema";
import { ISSUE_MAX } from "../schema";

export async function papers(ctx: Ctx, input: PapersInput): Promise<PaperView[]> {
  const rows = await wanted(ctx.db, input);
  if (rows.length === 0) refuse("NOT_FOUND");
  const asked = new Set<string>();
  for (const row of rows) {
    if (!asked.has(`${row.unit_id} ${row.person_id}`))
      authorize(ctx, "certificate.print", await factsOf(ctx, row), "NOT_FOUND");
    asked.add(`${row.unit_id} ${row.person_id}`);
  }
  const ids = rows.map((row) => row.id);
  const over = await overtaken(ctx.db, ids);
  if (rows.some((row) => row.status !== "valid" || over.has(row.id))) refuse("CERTIFICATE_OVER");
  const persons = [...new Set(rows.map((row) => row.person_id))];
  const [named, carded, people, units, entries] = await Promise.all([
    whoAgreed(ctx.db, persons, "certificate_name"),
    whoAgreed(ctx.db, persons, "certificate_id"),
    peopleOf(ctx.db, persons),
    unitsOf(
      ctx.db,
      rows.map((row) => row.unit_id),
    ),
    entriesOf(ctx.db, ids),
  ]);
  return rows.map((row): PaperView => {
    const person = people.get(row.person_id) ?? refuse("NOT_FOUND");
    const showsId = row.shows_id && carded.has(row.person_id) && person.id_number_cipher !== null;
    return {
      id: row.id,
      number: row.number ?? "",
      code: open(ctx.keys, row.code_cipher ?? ""),
      unit: units.get(row.unit_id) ?? "",
      name: row.shows_name && named.has(row.person_id) ? person.name : maskName(person.name),
      idNumber: showsId ? open(ctx.keys, person.id_number_cipher ?? "") : null,
      from: dayText(row.from_on),
      until: dayText(row.until_on),
      minutes: row.minutes,
      count: row.entry_count,
      purpose: row.purpose,
      issuedAt: row.issued_at ?? row.created_at,
      entries: entries.get(row.id) ?? [],
    };
  });
}

/** In the order asked for; what was issued in one act, in the order it was issued in. */
async function wanted(db: Db, input: PapersInput): Promise<Certificate[]> {
  if ("unitId" in input)
    return db
      .selectFrom("certificate")
      .selectAll()
      .where("unit_id", "=", input.unitId)
      .where("status", "=", "valid")
      .where("issued_at", "=", new Date(input.issuedAt))
      .orderBy("id")
      .limit(ISSUE_MAX)
      .execute();
  const rows = await db
    .selectFrom("certificate")
    .selectAll()
    .where("id", "in", input.certificateIds)
    .execute();
  return [...new Set(input.certificateIds)].map(
    (id) => rows.find((row) => row.id === id) ?? refuse("NOT_FOUND"),
  );
}

async function peopleOf(db: Db, ids: string[]) {
  const rows = await db
    .selectFrom("person as p")
    .leftJoin("person_private as x", "x.person_id", "p.id")
    .select(["p.id", "p.name", "x.id_number_cipher"])
    .where("p.id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function unitsOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom("organisation").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What was done, when and where; a confidential need is not named, nor its village. */
async function entriesOf(db: Db, ids: string[]): Promise<Map<string, PaperView["entries"]>> {
  const rows = await db
    .selectFrom("certificate_entry as c")
    .innerJoin("hours_entry as e", "e.id", "c.entry_id")
    .innerJoin("need as n", "n.id", "e.need_id")
    .select(["c.certificate_id", "e.day", "e.from_at", "e.to_at", "e.minutes", "e.kind"])
    .select(["n.title", "n.lane", "n.county_id", "n.town_id", "n.village_id"])
    .where("c.certificate_id", "in", ids)
    .orderBy("e.from_at")
    .orderBy("e.id")
    .execute();
  const names = await regionNames(
    db,
    rows.flatMap((row) => [row.county_id, row.town_id, row.village_id]),
  );
  const found = new Map<string, PaperView["entries"]>();
  for (const row of rows) {
    const isOpen = row.lane === "open";
    const place = (isOpen && names.get(row.village_id)) || names.get(row.town_id) || names.get(row.county_id);
    const list = found.get(row.certificate_id) ?? [];
    list.push({
      day: dayText(row.day),
      fromAt: row.from_at,
      toAt: row.to_at,
      minutes: row.minutes,
      kind: row.kind,
      title: isOpen ? row.title : null,
      place: place ?? "",
    });
    found.set(row.certificate_id, list);
  }
  return found;
}
