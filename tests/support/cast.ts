// Everybody the policy knows, at home and abroad, and one of everything they might act on. For the matrix of procedures × people.
import { v7 as uuid } from "uuid";
import { record } from "@/server/history/commands";
import { transact } from "@/server/platform/db";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { createCaller } from "@/server/trpc/root";
import { layHours } from "./ledger";
import { openNeed, TEST_PLACE } from "./needs";
import { newKey } from "./pledged";
import { served as serve } from "./served";
import { ctxOf, grant, organisation, person, places, storyPeople, type TestWorld, visitor } from "./world";

const FOREIGN_COUNTY = 371312000000;

/** Own: they have a stake in the things below. Foreign: the same roles next door. */
export const OWN = [
  "poster",
  "clerk",
  "grid",
  "town",
  "district",
  "helper",
  "leader",
  "manager",
  "member",
] as const;
export const FOREIGN = ["fPoster", "fClerk", "fGrid", "fTown", "fDistrict", "fLeader", "stranger"] as const;
export const EVERYBODY = ["visitor", ...OWN, ...FOREIGN] as const;
export type Somebody = (typeof EVERYBODY)[number];

export async function castOfPolicy(world: TestWorld) {
  const story = await storyPeople(world);
  const { pan, li, chen, gao, zhou, team } = story;
  await world.db
    .insertInto("region")
    .values({
      id: FOREIGN_COUNTY,
      level: 3,
      name: "邻区",
      short_name: "邻",
      initials: "l",
      parent_id: places.linyi,
      province_id: places.shandong,
      city_id: places.linyi,
      county_id: FOREIGN_COUNTY,
      origin: "national",
      status: "active",
      created_at: world.clock.now(),
    })
    .onDuplicateKeyUpdate({ status: "active" })
    .execute();
  const named = (name: string) => person(world, name, { regionId: places.gaodu });
  const role = async (
    name: string,
    ...given: Parameters<typeof grant> extends [unknown, unknown, ...infer R] ? R : never
  ) => {
    const who = await named(name);
    const grantId = await grant(world, who, ...given);
    return { ...who, grantId };
  };
  const otherTeam = await organisation(world, "傅庄街道志愿服务队", "party_team", places.fuzhuang);
  const fPan = await role("傅书记", "secretary", { regionId: places.xisanchong });
  const people = {
    poster: pan,
    clerk: await role("文书小孙", "clerk", { regionId: places.xipandun }, story.grants.pan),
    grid: await role("网格员", "grid", { regionId: places.xipandun }),
    town: gao,
    district: zhou,
    helper: li,
    leader: chen,
    manager: await role("副队长", "manager", { organisationId: team }),
    member: await role("队员", "member", { organisationId: team }),
    fPoster: fPan,
    fClerk: await role("傅文书", "clerk", { regionId: places.xisanchong }, fPan.grantId),
    fGrid: await role("傅网格", "grid", { regionId: places.xisanchong }),
    fTown: await role("傅主任", "town_admin", { regionId: places.fuzhuang }),
    fDistrict: await role("邻区主任", "district_admin", { regionId: FOREIGN_COUNTY }),
    fLeader: await role("傅队长", "leader", { organisationId: otherTeam }),
    stranger: await named("路人"),
  };
  const contexts = { visitor: visitor(world) } as Record<Somebody, Ctx>;
  for (const [name, who] of Object.entries(people)) contexts[name as Somebody] = await ctxOf(world, who);
  const as = (who: Somebody) => createCaller({ ...contexts[who], asked: new Set() });

  const gift = await openNeed(world, {
    posterId: pan.id,
    lines: [
      { direction: "gift" },
      { kind: "people" },
      { direction: "loan", unit: "machine", unitSize: 1, quantity: 2, item: "水泵" },
    ],
  });
  const [goods, shift, loan] = gift.lines as [
    (typeof gift.lines)[number],
    (typeof gift.lines)[number],
    (typeof gift.lines)[number],
  ];
  const sale = await openNeed(world, { posterId: pan.id, lines: [{ direction: "sale", quantity: 200_000 }] });
  const saleLine = sale.lines[0] as (typeof sale.lines)[number];
  const claim = async (who: Somebody, slotId: string, amount: string, organisationId?: string) =>
    (
      await as(who).pledges.make({
        slotId,
        amount,
        key: newKey(),
        ...(organisationId ? { organisationId } : {}),
      })
    ).pledgeId;
  const own = await claim("helper", goods.slotId, "100");
  const ofTeam = await claim("leader", goods.slotId, "200", team);
  const place = await claim("helper", shift.slotId, "1");
  const bought = await claim("helper", saleLine.slotId, "100");
  const lent = await claim("leader", loan.slotId, "1", team);
  const sent = (await as("leader").deliveries.send({ pledgeId: ofTeam, amount: "50", key: newKey() }))
    .deliveryId;
  const carried = (await as("helper").deliveries.send({ pledgeId: bought, amount: "50", key: newKey() }))
    .deliveryId;
  const borrowed = (await as("poster").deliveries.accept({ pledgeId: lent, accepted: "1", key: newKey() }))
    .deliveryId;
  const recurring = (
    await as("helper").recurring.start({
      slotId: goods.slotId,
      amount: "5",
      dayOfMonth: 9,
      months: 3,
      key: newKey(),
    })
  ).recurringId;
  const manned = await peopled(world, { poster: pan.id, team, as, claim });
  const release = (
    await as("poster").releases.open({ regionId: places.xipandun, title: "现场发布", key: newKey() })
  ).releaseId;

  const running = await openNeed(world, { posterId: pan.id, lines: [{ kind: "people", quantity: 6 }] });
  const day = running.lines[0] as (typeof running.lines)[number];
  await claim("leader", day.slotId, "2", team);
  await claim("helper", day.slotId, "1");
  await as("poster").attendance.begin({ slotId: day.slotId });
  const counted = await openNeed(world, { posterId: pan.id, lines: [{ kind: "people" }] });
  const { recordId: hours } = await serve(world, contexts.poster, {
    personId: people.member.id,
    slotId: counted.lines[0]?.slotId as string,
    from: world.clock.now(),
    to: new Date(world.clock.now().getTime() + 3_600_000),
    inHow: "call",
    organisationId: team,
  });
  // Two shifts of the day before that count: one is left in peace, of the other the member has asked something.
  const countedAt = async (daysAgo: number) => {
    const from = new Date(world.clock.now().getTime() - daysAgo * 86_400_000);
    const { recordId } = await serve(world, contexts.poster, {
      personId: people.member.id,
      slotId: (await openNeed(world, { posterId: pan.id, lines: [{ kind: "people" }] })).lines[0]
        ?.slotId as string,
      from,
      to: new Date(from.getTime() + 3_600_000),
      inHow: "call",
      organisationId: team,
    });
    await as("poster").hours.confirm({ recordIds: [recordId] });
    return { recordId, from, to: new Date(from.getTime() + 1_800_000) };
  };
  const sure = await countedAt(2);
  const doubted = await countedAt(3);
  const { correctionId: correction } = await as("member").hours.ask({
    ...doubted,
    words: "早走了半小时",
    key: newKey(),
  });
  const check = uuid();
  await transact(world.db, async (trx) => {
    await record(trx, systemCtx(world), {
      aggregate: "spot_check",
      id: check,
      version: 1,
      event: "check.flagged",
    });
    await trx
      .insertInto("spot_check")
      .values({
        id: check,
        slot_id: counted.lines[0]?.slotId as string,
        need_id: counted.id,
        county_id: TEST_PLACE.county,
        reasons: "random",
        status: "open",
        created_at: world.clock.now(),
      })
      .execute();
  });

  const deadlineAt = new Date(world.clock.now().getTime() + 20 * 86_400_000);
  const draftOf = (regionId: number) => ({
    key: newKey(),
    regionId,
    title: "村头清扫",
    story: "周六一起把村头扫一扫。",
    risk: "注意来往车辆。",
    contactName: "热心人",
    deadlineAt,
    lines: [
      {
        kind: "goods" as const,
        direction: "gift" as const,
        item: "扫帚",
        quantity: "10",
        unit: "item" as const,
      },
    ],
  });
  const { needId: asked } = await as("helper").needs.saveDraft(draftOf(places.xipandun));
  await as("helper").needs.submit({ needId: asked });
  const { needId: drafted } = await as("helper").needs.saveDraft({
    ...draftOf(places.xipandun),
    title: "还在写",
  });
  const pending = await organisation(world, "高都街道新队", "social", places.gaodu, "pending");
  const uncertified = await openNeed(world, {
    posterId: pan.id,
    status: "paused",
    lines: [{ direction: "sale" }],
  });
  const done = await openNeed(world, { posterId: pan.id, lines: [{ kind: "people" }] });
  const [served] = done.lines;
  await layHours(world, {
    personId: li.id,
    needId: done.id,
    lineId: served?.id ?? "",
    slotId: served?.slotId ?? "",
    unitId: team,
    from: new Date("2026-11-01T00:00:00Z"),
    minutes: 120,
  });
  const batch = uuid();
  await world.db
    .insertInto("national_batch")
    .values({
      id: batch,
      unit_id: team,
      month: "2026-11",
      row_count: 0,
      status: "exported",
      made_by: chen.id,
      made_at: world.clock.now(),
    })
    .execute();
  const days = (from: string) => ({ unitId: team, from, until: "2026-11-18" });
  const certify = async (from: string) =>
    (
      await as("helper").certificates.ask({
        ...days(from),
        personId: li.id,
        showsName: true,
        showsId: false,
        key: newKey(),
      })
    ).certificateId;
  const [certificate, askedFor] = [await certify("2026-01-01"), await certify("2026-02-01")];
  await as("leader").certificates.issueAsked({ certificateId: certificate });
  const planned = await planning(world, { poster: pan.id, team, as });
  return {
    world,
    people,
    ...planned,
    batch,
    certificate,
    askedFor,
    certified: days("2026-03-01"),
    as,
    team,
    otherTeam,
    pending,
    places,
    place: TEST_PLACE,
    draftOf,
    deadlineAt,
    gift,
    goods,
    shift,
    day,
    hours,
    sure,
    doubted: doubted.recordId,
    correction,
    check,
    countedSlot: counted.lines[0]?.slotId as string,
    sale,
    saleLine,
    uncertified,
    own,
    ofTeam,
    placePledge: place,
    bought,
    sent,
    carried,
    borrowed,
    recurring,
    ...manned,
    release,
    asked,
    drafted,
    grants: { clerk: people.clerk.grantId, member: people.member.grantId, grid: people.grid.grantId },
    newId: uuid,
  };
}
/** A need in the team's name with a shift, a series and a template of its own. */
async function planning(
  world: TestWorld,
  by: { poster: string; team: string; as: (who: Somebody) => ReturnType<typeof createCaller> },
) {
  const at = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000);
  const span = (days: number) => ({ startsAt: at(days), endsAt: new Date(at(days).getTime() + 7_200_000) });
  const need = await openNeed(world, {
    posterId: by.poster,
    organisationId: by.team,
    lines: [{ kind: "people", ...span(30) }],
  });
  const { id: lineId, slotId } = need.lines[0] as (typeof need.lines)[number];
  const day = (days: number) => at(days).toISOString().slice(0, 10);
  const weekly = {
    every: "week" as const,
    firstOn: day(40),
    lastOn: day(60),
    startTime: "08:00",
    endTime: "10:00",
    seats: 3,
  };
  const { seriesId } = await by
    .as("poster")
    .shifts.addSeries({ key: newKey(), needId: need.id, lineId, ...weekly });
  const { templateId } = await by
    .as("leader")
    .shifts.saveTemplate({ key: newKey(), slotId, organisationId: by.team, name: "周六搬运" });
  return { planned: { needId: need.id, lineId, slotId, span, weekly, seriesId, templateId } };
}

/** A home visit the team goes to: the member is named, the manager was and looks for a stand-in, since the cut-off is past. */
async function peopled(
  world: TestWorld,
  by: {
    poster: string;
    team: string;
    as: (who: Somebody) => ReturnType<typeof createCaller>;
    claim: (who: Somebody, slotId: string, amount: string, organisationId?: string) => Promise<string>;
  },
) {
  const startsAt = new Date(world.clock.now().getTime() + 5 * 86_400_000);
  const endsAt = new Date(startsAt.getTime() + 7_200_000);
  const need = await openNeed(world, { posterId: by.poster, lines: [{ kind: "people", startsAt, endsAt }] });
  const { id: line_id, slotId } = need.lines[0] as (typeof need.lines)[number];
  await world.db
    .insertInto("shift")
    .values({
      slot_id: slotId,
      need_id: need.id,
      line_id,
      kind: "fixed",
      status: "planned",
      skills: "[]",
      home_visit: true,
      version: 0,
      created_at: world.clock.now(),
    })
    .execute();
  const pledgeId = await by.claim("leader", slotId, "3", by.team);
  const ids = (await by.as("leader").seats.ofPledge({ pledgeId })).candidates.filter((one) =>
    ["队员", "副队长"].includes(one.name),
  );
  await by.as("leader").seats.name({ pledgeId, personIds: ids.map((one) => one.personId), key: newKey() });
  const { seats } = await by.as("leader").seats.ofPledge({ pledgeId });
  const seatOf = (name: string) => seats.find((one) => one.name === name)?.seatId as string;
  await world.db
    .updateTable("slot")
    .set({ cut_off_at: world.clock.now() })
    .where("id", "=", slotId)
    .execute();
  await by.as("manager").seats.leave({ seatId: seatOf("副队长") });
  const { searches } = await by.as("leader").seats.ofPledge({ pledgeId });
  return {
    visitSlot: slotId,
    visitPledge: pledgeId,
    memberSeat: seatOf("队员"),
    search: searches[0]?.standInId as string,
  };
}

export type PolicyCast = Awaited<ReturnType<typeof castOfPolicy>>;
