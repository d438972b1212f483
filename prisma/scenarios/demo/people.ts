// The 300 好人, their villages and the 248 organisations of the demo world.
import { addPerson } from "@/server/people/commands";
import { addConsents } from "@/server/people/consents/commands";
import { addGrant } from "@/server/people/grants/commands";
import { transact } from "@/server/platform/db";
import type { Role } from "@/server/policy";
import { systemCtx } from "@/server/trpc/context";
import { INVENTED_VILLAGES, personName, personPhone, socialNames, unitNames } from "./names";
import type { Stage } from "./stage";

export type Village = { id: number; name: string; townId: number; secretary: string; gridWorker: string };
export type Organisation = { id: string; name: string; kind: string; leader: string };
export type Cast = {
  countyId: number;
  villages: Village[];
  rice: Village;
  canteen: Village;
  hidden: Village[];
  townAdmins: Map<number, string>;
  districtAdmin: string;
  /** 300; the first is 小李, who holds no office. */
  goodPeople: string[];
  teams: Organisation[];
  units: Organisation[];
  social: Organisation[];
  village: Organisation;
  enterprise: Organisation;
};

const PEOPLE = 300;
const TEAMS = 108;
const UNITS = 100;
const VILLAGES_WITH_SECRETARY = 36;
/** Writes at once: as many as the pool has connections to spare. */
const AT_ONCE = 8;

async function inParallel<T, R>(
  items: readonly T[],
  act: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let i = next++; i < items.length; i = next++) results[i] = await act(items[i] as T, i);
    }),
  );
  return results;
}

export async function castOf(stage: Stage): Promise<Cast> {
  const { world } = stage;
  const ctx = systemCtx(world);
  let people = 0;

  const enter = async (name: string, regionId: number, publicName = false): Promise<string> => {
    const phone = personPhone(++people);
    const personId = await transact(world.db, async (trx) => {
      const id = await addPerson(trx, ctx, { name, phone, regionId, origin: "demo", under: null });
      await addConsents(trx, ctx, {
        personId: id,
        purposes: ["privacy", "age_14", "sms"],
        how: "self",
        recordedBy: id,
      });
      return id;
    });
    if (publicName) await (await stage.as(personId)).people.agree({ purpose: "public_name" });
    return personId;
  };
  const give = (personId: string, role: Role, scope: { regionId?: number; organisationId?: string }) =>
    transact(world.db, (trx) =>
      addGrant(trx, ctx, {
        personId,
        role,
        regionId: scope.regionId ?? 0,
        organisationId: scope.organisationId ?? null,
        delegatedFrom: null,
        under: null,
      }),
    );

  const county = await world.db
    .selectFrom("region")
    .select("id")
    .where("code", "=", "371311")
    .executeTakeFirstOrThrow();
  const towns = await world.db
    .selectFrom("region")
    .select(["id", "name"])
    .where("county_id", "=", county.id)
    .where("level", "=", 4)
    .orderBy("id")
    .execute();
  const districtAdmin = await enter("周主任", county.id);
  await give(districtAdmin, "district_admin", { regionId: county.id });
  const admin = await stage.as(districtAdmin);
  for (const name of INVENTED_VILLAGES)
    await admin.regions.add({ parentId: towns[0]?.id ?? 0, name, level: 5 });

  const all = await world.db
    .selectFrom("region")
    .select(["id", "short_name as name", "town_id"]) // as people say it: 闫泉庄社区, not its committee's full title
    .where("county_id", "=", county.id)
    .where("level", "=", 5)
    .orderBy("id")
    .execute();
  const named = (name: string) => all.find((v) => v.name === name) ?? unknown(name);
  const chosen = [named("西潘墩村"), named("西三重村"), ...INVENTED_VILLAGES.map(named)];
  const step = Math.floor(all.length / (VILLAGES_WITH_SECRETARY - chosen.length));
  for (let i = 0; chosen.length < VILLAGES_WITH_SECRETARY; i += step) {
    const village = all[i % all.length] as (typeof all)[number];
    if (!chosen.includes(village)) chosen.push(village);
  }

  const townAdmins = new Map<number, string>();
  await inParallel(towns, async (town, i) => {
    const id = await enter(
      town.name.startsWith("高都") ? "高主任" : `${personName(900 + i).slice(0, 1)}主任`,
      town.id,
    );
    await give(id, "town_admin", { regionId: town.id });
    townAdmins.set(town.id, id);
  });
  const villages = await inParallel(chosen, async (village, i): Promise<Village> => {
    const secretary = await enter(i === 0 ? "潘书记" : personName(600 + i), village.id, i === 0);
    await give(secretary, "secretary", { regionId: village.id });
    const gridWorker = await enter(personName(700 + i), village.id);
    await give(gridWorker, "grid", { regionId: village.id });
    return { id: village.id, name: village.name, townId: village.town_id, secretary, gridWorker };
  });
  const goodPeople = await inParallel(Array.from({ length: PEOPLE }), (_, i) =>
    enter(
      i === 0 ? "小李" : i === 1 ? "陈队长" : personName(i),
      (all[(i * 7) % all.length] as (typeof all)[number]).id,
      i % 3 === 2,
    ),
  );

  let leaders = 0;
  const found = async (
    name: string,
    kind: "party_team" | "unit" | "social" | "welfare" | "village" | "enterprise",
    regionId: number,
    leader?: string,
  ): Promise<Organisation> => {
    const who = leader ?? (goodPeople[++leaders] as string);
    const { organisationId } = await (await stage.as(who)).organisations.add({
      name,
      kind,
      regionId,
      asLeader: true,
    });
    await admin.organisations.verify({ organisationId });
    return { id: organisationId, name, kind, leader: who };
  };
  const places = all.filter((v) => !INVENTED_VILLAGES.includes(v.name));
  const seats = Array.from(
    { length: TEAMS },
    (_, i) => places[(i * 5 + 3) % places.length] as (typeof all)[number],
  );
  // 陈队长 is the first to be asked, and leads the first team.
  const firstTeam = await found(`${seats[0]?.name}党支部服务队`, "party_team", seats[0]?.id ?? 0);
  const others = new Set<string>([firstTeam.name]);
  const teamNames = seats.slice(1).map((seat) => {
    let name = `${seat.name}党支部服务队`;
    for (let n = 2; others.has(name); n++) name = `${seat.name}党支部服务${"一二三四五"[n - 1]}队`;
    others.add(name);
    return { name, regionId: seat.id };
  });
  const teams = [firstTeam, ...(await inParallel(teamNames, (t) => found(t.name, "party_team", t.regionId)))];
  const units = await inParallel(unitNames(towns.map((t) => t.name)).slice(0, UNITS), async (name, i) => {
    const unit = await found(name, "unit", county.id);
    if (i % 2 === 0)
      await admin.organisations.addTitle({
        organisationId: unit.id,
        title: "civilised_unit",
        level: i % 10 === 0 ? "province" : i % 4 === 0 ? "city" : "county",
        grantor: "演示文明办",
        fromOn: stage.day(-600),
        untilOn: stage.day(480),
      });
    return unit;
  });
  const social = await inParallel(socialNames(), (s, i) =>
    found(s.name, s.kind, (towns[i % towns.length] as (typeof towns)[number]).id),
  );
  await admin.organisations.addTitle({
    organisationId: social[0]?.id ?? "",
    title: "public_fundraising",
    level: "city",
    grantor: "演示民政局",
    fromOn: stage.day(-900),
  });
  const [rice, canteen] = villages as [Village, Village];
  const hidden = villages.slice(2, 2 + INVENTED_VILLAGES.length);
  return {
    countyId: county.id,
    villages: villages.filter((v) => !hidden.includes(v)),
    rice,
    canteen,
    hidden,
    townAdmins,
    districtAdmin,
    goodPeople,
    teams,
    units,
    social,
    village: await found("西三重村村民委员会", "village", canteen.id, canteen.secretary),
    enterprise: await found("沂水桥食品厂", "enterprise", county.id),
  };
}

function unknown(name: string): never {
  throw new Error(`${name} is not in the regions: seed them first`);
}
