// A world for a test: the real database, a clock that is told the time, text messages that are kept instead of sent,
// and the people of the story. Everything is inserted directly: what a test is about, it does by commands.
import { v7 as uuid } from "uuid";
import { findActor } from "@/server/people/sessions/data";
import { parseConfig } from "@/server/platform/config";
import { loadKeys, phoneColumns } from "@/server/platform/crypto";
import { createLog } from "@/server/platform/log";
import type { SmsMessage, SmsSender } from "@/server/platform/sms";
import { SmsFailure } from "@/server/platform/sms";
import type { Role } from "@/server/policy";
import { PLACE_COLUMNS, type Place } from "@/server/policy";
import type { Ctx, World } from "@/server/trpc/context";
import { type TestClock, testClock } from "./clock";
import { testDb } from "./database";

type RecordingSms = SmsSender & { sent: SmsMessage[]; fail: "retry" | "never" | null };
export type TestWorld = World & { clock: TestClock; sms: RecordingSms; logged: string[] };

/** Master key of tests. */
export const TEST_KEY = "5e".repeat(32);

/** A world on this worker's database. `env` overrides the configuration: { DEMO: "0" }. */
export async function testWorld(env: Record<string, string> = {}): Promise<TestWorld> {
  const logged: string[] = [];
  return {
    db: await testDb(),
    clock: testClock(),
    keys: loadKeys(TEST_KEY),
    config: parseConfig({ HRB_DATA_DIR: "/nonexistent", ...env }),
    log: createLog("trace", { write: (line: string) => logged.push(line) }),
    logged,
    sms: recordingSms(),
  };
}

function recordingSms(): RecordingSms {
  const sender: RecordingSms = {
    sent: [],
    fail: null,
    async send(message) {
      if (sender.fail) throw new SmsFailure("test", sender.fail === "retry");
      sender.sent.push(message);
      return { ref: `test-${sender.sent.length}` };
    },
  };
  return sender;
}

/** A visitor: nobody signed in, with a browser of their own. */
export function visitor(world: World, browser = uuid()): Ctx {
  const { config, db, clock, keys, log, sms } = world;
  return {
    config,
    db,
    clock,
    keys,
    log,
    sms,
    actor: null,
    system: false,
    asked: new Set(),
    browser,
    address: "127.0.0.1",
    device: "Android WeChat",
  };
}

/** A context as that person, with a session of their own and the live grants of this moment. */
export async function ctxOf(world: World, person: string | { id: string }, hatId?: string): Promise<Ctx> {
  const personId = typeof person === "string" ? person : person.id;
  const idHash = uuid().replaceAll("-", "").padEnd(64, "0");
  const now = world.clock.now();
  await world.db
    .insertInto("session")
    .values({
      id_hash: idHash,
      person_id: personId,
      hat_id: hatId ?? null,
      device: "Android WeChat",
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + 30 * 86_400_000),
    })
    .execute();
  const found = await findActor(world.db, idHash, now);
  if (found === null) throw new Error(`nobody signs in as ${personId}`);
  return { ...visitor(world), actor: found.actor };
}

export type TestPerson = { id: string; name: string; phone: string };
let phones = 0;

/** A person with a verified telephone number of their own (or the one given; null: none). */
export async function person(
  world: World,
  name: string,
  options: { phone?: string | null; regionId?: number } = {},
): Promise<TestPerson> {
  const id = uuid();
  const phone = options.phone === undefined ? `199${String(++phones).padStart(8, "0")}` : options.phone;
  const now = world.clock.now();
  await world.db
    .insertInto("person")
    .values({
      id,
      name,
      home_region_id: options.regionId ?? 0,
      status: "active",
      origin: "self",
      created_at: now,
    })
    .execute();
  await bear(world, "person", id, "person.joined");
  if (phone !== null)
    await world.db
      .insertInto("person_phone")
      .values({
        id: uuid(),
        person_id: id,
        ...phoneColumns(world.keys, phone),
        verified_at: now,
        created_at: now,
      })
      .execute();
  await world.db
    .insertInto("consent")
    .values(
      ["privacy", "age_14", "sms"].map((purpose) => ({
        id: uuid(),
        person_id: id,
        purpose,
        document: "2026-11",
        how: "self",
        recorded_by: id,
        given_at: now,
      })),
    )
    .execute();
  return { id, name, phone: phone ?? "" };
}

/** A live grant over a region or in an organisation; returns its id. */
export async function grant(
  world: World,
  to: { id: string },
  role: Role,
  scope: { regionId: number } | { organisationId: string },
  delegatedFrom?: string,
): Promise<string> {
  const id = uuid();
  await world.db
    .insertInto("role_grant")
    .values({
      id,
      person_id: to.id,
      role,
      region_id: "regionId" in scope ? scope.regionId : 0,
      organisation_id: "organisationId" in scope ? scope.organisationId : null,
      delegated_from: delegatedFrom ?? null,
      started_at: world.clock.now(),
    })
    .execute();
  await bear(world, "grant", id, "grant.given");
  return id;
}

/** A verified organisation at a region; returns its id. */
export async function organisation(
  world: World,
  name: string,
  kind: "party_team" | "unit" | "social" | "welfare" | "village" | "enterprise",
  regionId: number,
  status: "verified" | "pending" = "verified",
): Promise<string> {
  const id = uuid();
  const place = await world.db
    .selectFrom("region")
    .select(PLACE_COLUMNS)
    .where("id", "=", regionId)
    .executeTakeFirstOrThrow();
  await world.db
    .insertInto("organisation")
    .values({
      id,
      name,
      initials: "",
      kind,
      region_id: regionId,
      county_id: place.county_id,
      town_id: place.town_id,
      village_id: place.village_id,
      status,
      created_at: world.clock.now(),
    })
    .execute();
  await bear(world, "organisation", id, "organisation.applied");
  return id;
}

/** The history row of a birth, so that `verify` finds what it should. */
async function bear(world: World, aggregate: string, id: string, event: string) {
  await world.db
    .insertInto("history")
    .ignore()
    .values({ aggregate, subject_id: id, version: 1, event, at: world.clock.now(), data: "{}" })
    .execute();
  await world.db
    .insertInto("outbox")
    .ignore()
    .values({ id: uuid(), aggregate, subject_id: id, version: 1, event, at: world.clock.now() })
    .execute();
}

const [SHANDONG, LINYI, LUOZHUANG] = [370000000000, 371300000000, 371311000000];
const [GAODU, FUZHUANG] = [371311007000, 371311002000];
const [XIPANDUN, XISANCHONG] = [1_000_000_000_000_001, 1_000_000_000_000_002];

/** The places of the story: a county, two towns, a village in each. */
export const places = {
  shandong: SHANDONG,
  linyi: LINYI,
  luozhuang: LUOZHUANG,
  gaodu: GAODU,
  fuzhuang: FUZHUANG,
  xipandun: XIPANDUN,
  xisanchong: XISANCHONG,
} as const;

/** Inserts the story's places where they are not there yet. */
export async function seedPlaces(world: World): Promise<typeof places> {
  const rows: [number, string | null, string, string, string, number[]][] = [
    [SHANDONG, "37", "山东省", "山东", "sd", []],
    [LINYI, "3713", "临沂市", "临沂", "ly", [SHANDONG]],
    [LUOZHUANG, "371311", "罗庄区", "罗庄", "lz", [SHANDONG, LINYI]],
    [GAODU, "371311007", "高都街道", "高都", "gd", [SHANDONG, LINYI, LUOZHUANG]],
    [FUZHUANG, "371311002", "傅庄街道", "傅庄", "fz", [SHANDONG, LINYI, LUOZHUANG]],
    [XIPANDUN, null, "西潘墩村", "西潘墩", "xpd", [SHANDONG, LINYI, LUOZHUANG, GAODU]],
    [XISANCHONG, null, "西三重村", "西三重", "xsc", [SHANDONG, LINYI, LUOZHUANG, FUZHUANG]],
  ];
  await world.db
    .insertInto("region")
    .values(
      rows.map(([id, code, name, short, initials, above]) => ({
        id,
        code,
        level: above.length + 1,
        name,
        short_name: short,
        initials,
        parent_id: above.at(-1) ?? 0,
        ...placeOf([...above, id]),
        origin: code ? "national" : "hand",
        status: "active",
        version: code ? 0 : 1, // what is shipped has no history yet
        created_at: world.clock.now(),
      })),
    )
    .onDuplicateKeyUpdate({ status: "active" })
    .execute();
  for (const [id, code] of rows) if (code === null) await bear(world, "region", String(id), "region.added");
  return places;
}

function placeOf(chain: number[]): Place {
  return Object.fromEntries(PLACE_COLUMNS.map((column, i) => [column, chain[i] ?? 0])) as Place;
}

/** The people of the story, their places and one team: 潘书记, 小李, 陈队长, 高主任, 周主任. */
export async function storyPeople(world: World) {
  await seedPlaces(world);
  const pan = await person(world, "潘书记", { regionId: XIPANDUN });
  const li = await person(world, "小李", { regionId: GAODU });
  const chen = await person(world, "陈队长", { regionId: GAODU });
  const gao = await person(world, "高主任", { regionId: GAODU });
  const zhou = await person(world, "周主任", { regionId: LUOZHUANG });
  const team = await organisation(world, "高都街道党支部领办志愿服务一队", "party_team", GAODU);
  const grants = {
    pan: await grant(world, pan, "secretary", { regionId: XIPANDUN }),
    chen: await grant(world, chen, "leader", { organisationId: team }),
    gao: await grant(world, gao, "town_admin", { regionId: GAODU }),
    zhou: await grant(world, zhou, "district_admin", { regionId: LUOZHUANG }),
  };
  return { places, pan, li, chen, gao, zhou, team, grants };
}
