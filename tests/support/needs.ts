// Open needs laid straight into the tables, for tests about what happens after publishing.
import { v7 as uuid } from "uuid";
import type { Clock } from "@/server/platform/clock";
import type { Db } from "@/server/platform/db";

export type LineSpec = {
  kind?: "goods" | "people" | "vehicle" | "expertise";
  direction?: "sale" | "gift" | "loan";
  item?: string;
  unit?: string;
  unitSize?: number;
  /** In units: 200_000 斤. */
  quantity?: number;
  buffer?: number;
  /** In units. */
  shareLimit?: number | null;
  /** In units; sale. Default: no limit. */
  askOver?: number;
  qualification?: string | null;
  /** A gift: who receives it, so that everybody may give; null: within village or unit. */
  via?: string | null;
  startsAt?: Date;
  endsAt?: Date;
  cutOffAt?: Date | null;
  sellerPerson?: string;
};

export type NeedSpec = {
  lines?: LineSpec[];
  status?: string;
  lane?: "open" | "confidential";
  posterId?: string;
  organisationId?: string | null;
  round?: number;
  place?: { province: number; city: number; county: number; town: number; village: number };
};

export type OpenNeed = {
  id: string;
  posterId: string;
  lines: { id: string; slotId: string; ceiling: number }[];
};

/** 西潘墩村 in 高都街道, 罗庄区, as tests/support/world.ts numbers them. */
export const TEST_PLACE = {
  province: 370000000000,
  city: 371300000000,
  county: 371311000000,
  town: 371311007000,
  village: 1_000_000_000_000_001,
};

/** Stands for an organisation with 公开募捐资格. */
const ANY_RECEIVER = "00000000-0000-7000-8000-00000000c4a1";
const UNIT_SIZES: Record<string, number> = { jin: 500, kg: 1000, ton: 1_000_000 };
const FOR_KIND = {
  goods: { unit: "jin", item: "大米", quantity: 1000 },
  people: { unit: "person", item: "搬运工", quantity: 10 },
  vehicle: { unit: "vehicle", item: "货车", quantity: 2 },
  expertise: { unit: "person", item: "律师", quantity: 1 },
};

/** An open need with its lines, slots and (sale) terms: as saveDraft and publish leave them, with its first history row. */
export async function openNeed(world: { db: Db; clock: Clock }, spec: NeedSpec = {}): Promise<OpenNeed> {
  const { db } = world;
  const now = world.clock.now();
  const id = uuid();
  const posterId = spec.posterId ?? uuid();
  const status = spec.status ?? "open";
  const place = spec.place ?? TEST_PLACE;
  await db
    .insertInto("need")
    .values({
      id,
      status,
      round: spec.round ?? 1,
      region_id: place.village,
      province_id: place.province,
      city_id: place.city,
      county_id: place.county,
      town_id: place.town,
      village_id: place.village,
      title: "西潘墩村的大米卖不出去",
      story: "二十万斤大米积压在仓里，盼大家认购。",
      risk: "搬运时注意腰背，听从现场安排。",
      lane: spec.lane ?? "open",
      poster_id: posterId,
      poster_role: "secretary",
      organisation_id: spec.organisationId ?? null,
      contact_name: "潘书记",
      deadline_at: new Date(now.getTime() + 90 * 86_400_000),
      published_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute();
  const lines: OpenNeed["lines"] = [];
  for (const [position, line] of (spec.lines ?? [{}]).entries())
    lines.push(await addLine(db, id, posterId, position, line, status === "open", now));
  await db
    .insertInto("history")
    .values({
      aggregate: "need",
      subject_id: id,
      version: 1,
      event: "need.published",
      actor_id: posterId,
      at: now,
      data: "{}",
    })
    .execute();
  await db
    .insertInto("outbox")
    .values({ id: uuid(), aggregate: "need", subject_id: id, version: 1, event: "need.published", at: now })
    .execute();
  return { id, posterId, lines };
}

async function addLine(
  db: Db,
  needId: string,
  posterId: string,
  position: number,
  line: LineSpec,
  isOpen: boolean,
  now: Date,
): Promise<OpenNeed["lines"][number]> {
  const kind = line.kind ?? "goods";
  const usual = FOR_KIND[kind];
  const unit = line.unit ?? usual.unit;
  const unitSize = line.unitSize ?? UNIT_SIZES[unit] ?? 1;
  const quantity = (line.quantity ?? usual.quantity) * unitSize;
  const direction = kind === "goods" ? (line.direction ?? "gift") : null;
  const ceiling = direction === "sale" ? quantity : quantity + (line.buffer ?? 0) * unitSize;
  const id = uuid();
  const slotId = uuid();
  await db
    .insertInto("need_line")
    .values({
      id,
      need_id: needId,
      position,
      kind,
      direction,
      item: line.item ?? usual.item,
      unit,
      unit_size: unitSize,
      quantity,
      buffer: ceiling - quantity,
      share_limit: line.shareLimit == null ? null : line.shareLimit * unitSize,
      qualification: line.qualification ?? null,
      via_organisation: direction === "gift" ? (line.via === undefined ? ANY_RECEIVER : line.via) : null,
      starts_at: line.startsAt ?? null,
      ends_at: line.endsAt ?? null,
    })
    .execute();
  await db
    .insertInto("slot")
    .values({
      id: slotId,
      need_id: needId,
      line_id: id,
      ceiling,
      remaining: ceiling,
      is_open: isOpen,
      starts_at: line.startsAt ?? null,
      ends_at: line.endsAt ?? null,
      cut_off_at: line.cutOffAt ?? null,
    })
    .execute();
  if (direction === "sale")
    await db
      .insertInto("sale_terms")
      .values({
        line_id: id,
        seller_name: "西潘墩稻米合作社",
        seller_person: line.sellerPerson ?? posterId,
        product: "粳米，散装",
        produced_on: new Date(now.getTime() - 30 * 86_400_000),
        packing: "loose",
        invoice: true,
        reference_price: "约2.6元/斤",
        ask_over: line.askOver === undefined ? 1_000_000_000_000 : line.askOver * unitSize,
      })
      .execute();
  return { id, slotId, ceiling };
}
