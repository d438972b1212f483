// Who can help in a big world, and where it lies: profiles, teams and positions, with the read models as the worker would have
// left them (made by its own pure rules).

import { type Home, keptOf, type Source, wantsOf } from "@/server/matching/candidates/keeping/rules";
import { cellOf, hashOfText } from "@/server/matching/candidates/rules";
import { RUNGS } from "@/server/matching/candidates/schema";
import { EQUIPMENT } from "@/server/organisations/abilities/schema";
import { REACHES } from "@/server/people/profiles/availability/schema";
import { SERVICES, SKILLS } from "@/server/people/profiles/schema";
import { ancestorsOfVillage } from "@/server/regions/national/rules";
import { quoted, type Rows, stamp, tableRows } from "./insert";
import type { InventedLine } from "./invent";
import { pick } from "./random";

const rungs = RUNGS.join(", ");

export class HelpingGrower {
  private readonly helper = tableRows(
    "helper",
    `helper_id, helper_kind, kind, region_id, ${rungs}, h3, capacity, free_parts, reach, codes, load_month, load_count, turn, active`,
  );
  private readonly can = tableRows("helper_can", `helper_id, code, area_id, helper_kind, ${rungs}, h3, turn`);
  private readonly want = tableRows("need_want", `need_id, code, due_at, ${rungs}, h3`);
  private readonly profile = tableRows(
    "person_profile",
    "person_id, skills, kinds, invitable, free_parts, reach, updated_at",
  );
  private readonly organisation = tableRows(
    "organisation",
    "id, name, initials, kind, region_id, county_id, town_id, village_id, status, weekly_capacity, verified_at, created_at",
  );
  private readonly ability = tableRows("organisation_ability", "organisation_id, kind, code, amount");
  private readonly point = tableRows(
    "region_point",
    "region_id, lat, lng, h3, synthetic",
    "ON DUPLICATE KEY UPDATE h3 = VALUES(h3)", // a second helping of people finds them there
  );
  readonly tables: Rows[] = [
    ...[this.helper, this.can, this.want, this.profile, this.organisation, this.ability, this.point],
  ];

  /** placed: regions have positions, and people say what they can do. */
  constructor(
    private readonly random: () => number,
    private readonly placed: boolean,
  ) {}

  /** A person as they joined; in a placed world with a profile, and willing to be asked. */
  person(id: string, village: number, at: number): void {
    const said = this.placed
      ? {
          skills: [pick(SKILLS, this.random)],
          kinds: [pick(SERVICES, this.random)],
          freeParts: 1 + Math.floor(this.random() * 62),
          reach: pick(REACHES, this.random),
        }
      : null;
    if (said !== null)
      this.profile.add(
        `'${id}','["${said.skills[0]}"]','["${said.kinds[0]}"]',1,${said.freeParts},'${said.reach}',${stamp(at)}`,
      );
    this.keep({
      id,
      helperKind: "person",
      kind: "",
      home: this.homeOf(village),
      areas: [],
      said: said === null ? {} : { [`skill:${said.skills[0]}`]: 1, [`work:${said.kinds[0]}`]: 1 },
      held: [],
      capacity: 1,
      freeParts: said?.freeParts ?? 0,
      reach: said?.reach ?? "town",
      active: said !== null,
      taken: [],
      helped: [],
    });
  }

  /** A verified team at home in a village, with a kind of work and often a vehicle. */
  team(id: string, n: number, village: number, at: number): void {
    const home = this.homeOf(village);
    const capacity = 5 + Math.floor(this.random() * 36);
    const work = pick(SERVICES, this.random);
    const tool = this.random() < 0.4 ? pick(EQUIPMENT, this.random) : null;
    const amount = 1 + Math.floor(this.random() * 3);
    this.organisation.add(
      `'${id}',${quoted(`志愿服务${n}队`)},'zyfw','party_team',${village},${home.county_id},${home.town_id},${village},'verified',${capacity},${stamp(at)},${stamp(at)}`,
    );
    this.ability.add(`'${id}','work','${work}',1`);
    if (tool !== null) this.ability.add(`'${id}','equipment','${tool}',${amount}`);
    this.keep({
      id,
      helperKind: "organisation",
      kind: "party_team",
      home,
      areas: [],
      said: { [`work:${work}`]: 1, ...(tool === null ? {} : { [`tool:${tool}`]: amount }) },
      held: [],
      capacity,
      freeParts: 0,
      reach: "any",
      active: true,
      taken: [],
      helped: [],
    });
  }

  /** What a listed need asks for. */
  wants(needId: string, due: number, village: number, lines: readonly InventedLine[]): void {
    const { id: _id, ...home } = this.homeOf(village);
    const asked = lines.map((line) => ({ ...line, qualification: null, skills: [] }));
    for (const row of wantsOf({ needId, dueAt: new Date(due), ...home }, asked))
      this.want.add(`'${needId}','${row.code}',${stamp(due)},${values(row)}`);
  }

  /** Positions of villages, and of their towns. */
  points(villages: Iterable<number>): void {
    let town = 0;
    for (const village of villages) {
      const [, , , above] = ancestorsOfVillage(village);
      if (above !== town) this.place(above);
      town = above;
      this.place(village);
    }
  }

  private place(region: number): void {
    const { lat, lng } = pointOf(region);
    this.point.add(`${region},${lat},${lng},'${cellOf(lat, lng)}',1`);
  }

  private homeOf(village: number): Home {
    const [province_id, city_id, county_id, town_id, village_id] = ancestorsOfVillage(village);
    const { lat, lng } = pointOf(village);
    const h3 = this.placed ? cellOf(lat, lng) : null;
    return { id: village, province_id, city_id, county_id, town_id, village_id, h3 };
  }

  private keep(source: Source): void {
    const { helper, can } = keptOf(source);
    this.helper.add(
      `'${helper.helper_id}','${helper.helper_kind}','${helper.kind}',${helper.region_id},${values(helper)},${helper.capacity},${helper.free_parts},'${helper.reach}',${quoted(helper.codes)},${helper.load_month},${helper.load_count},${helper.turn},${helper.active ? 1 : 0}`,
    );
    for (const row of can)
      this.can.add(
        `'${row.helper_id}','${row.code}',${row.area_id},'${row.helper_kind}',${values(row)},${row.turn}`,
      );
  }
}

const values = (row: Record<(typeof RUNGS)[number], number> & { h3: string | null }): string =>
  `${RUNGS.map((column) => row[column]).join(",")},${row.h3 === null ? "NULL" : `'${row.h3}'`}`;

/** Invented: counties all over the country, towns and villages about where they would lie in one of 60 by 60 km. */
function pointOf(region: number): { lat: number; lng: number } {
  const share = (what: string) => hashOfText(what) / 2 ** 32;
  const county = Math.floor(region / 1e6);
  const town = Math.floor(region / 1e3);
  const spread = (middle: number, what: string, most: number) => middle + (share(what) - 0.5) * most;
  const at = (axis: string, from: number, to: number) => {
    const middle = from + share(`${axis} ${county}`) * (to - from);
    const near = spread(middle, `${axis} ${town}`, 0.55);
    return region % 1e3 === 0 ? near : spread(near, `${axis} ${region}`, 0.08);
  };
  return { lat: Math.round(at("lat", 22, 42) * 1e6), lng: Math.round(at("lng", 100, 120) * 1e6) };
}
