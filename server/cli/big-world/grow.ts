// Fills the tables of a big world: everything in the order of its primary key, secondary indexes off meanwhile, the grams
// last and sorted, the chain of history sealed on the way, so that `verify` finds nothing.
import { join } from "node:path";
import { sql } from "kysely";
import type { PoolConnection } from "mysql2/promise";
import { findHead, SEALER } from "@/server/history/sealer/commands";
import type { Head } from "@/server/history/sealer/rules";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { searchBody } from "@/server/needs/listing/rules";
import { ANY } from "@/server/needs/listing/schema";
import { type Db, poolOf } from "@/server/platform/db";
import { takeLease } from "@/server/platform/lease";
import { PLACE_COLUMNS } from "@/server/policy";
import { ancestorsOfVillage } from "@/server/regions/national/rules";
import { LEVEL } from "@/server/regions/schema";
import { EVERYWHERE } from "@/server/tally/commands";
import type { World } from "@/server/trpc/context";
import { Chronicle } from "./chronicle";
import { HelpingGrower } from "./helping";
import { Indexes } from "./indexes";
import { quoted, stamp, tableRows, Writer } from "./insert";
import { type Invented, inventName, inventNeed } from "./invent";
import { Postings } from "./postings";
import { chance, growingIds } from "./random";
import { ServedGrower } from "./served";

type Step = { name: string; seconds: number };
type Grown = { steps: Step[]; rows: Record<string, number> };

const BATCH = 500;
/** What is posted is spread over so many days before now. */
const SPREAD_MS = 30 * 86_400_000;
/** Posters are drawn from so many people: their ids are held in memory. */
const POSTERS_MAX = 100_000;
const TELL_EVERY_MS = 1_000;
const VILLAGES_AT_ONCE = 20_000;
const LEASE_MS = 3_600_000;
const INDEXED = [
  "person",
  "need",
  "certification",
  "listing",
  "history",
  "helper",
  "helper_can",
  "need_want",
];
/** … and while people serve. */
const INDEXED_SERVED = [
  "attendance",
  "service_record",
  "hours_entry",
  "hours_affiliation",
  "shift",
  "pledge",
];

export async function growBigWorld(
  world: Pick<World, "db" | "clock" | "config">,
  wanted: { needs: number; people: number; attendances?: number; teams?: number },
  tell: (line: string) => void,
): Promise<Grown> {
  const progress = atMostEach(TELL_EVERY_MS, tell);
  const { db } = world;
  const pool = poolOf(db).promise();
  const steps: Step[] = [];
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    tell(name);
    const answer = await work();
    steps.push({ name, seconds: (performance.now() - began) / 1000 });
    return answer;
  };
  const indexes = new Indexes(pool, join(world.config.dataDir, "indexes-off.json"));
  await indexes.putBack((table) => progress(`mending the indexes of ${table}`));
  // No sealer beside us: we write the chain ourselves.
  if ((await takeLease(db, SEALER, `seed ${process.pid}`, world.clock.now(), LEASE_MS)) === null)
    throw new Error("a server is running on this database: stop it first");
  const connection = await pool.getConnection();
  try {
    const villages = await timed("villages", () => readVillages(db));
    const attendances = wanted.attendances ?? 0;
    await timed("indexes off", () => indexes.takeOff(...INDEXED, ...(attendances > 0 ? INDEXED_SERVED : [])));
    const now = world.clock.now().getTime();
    const grower = new Grower(connection, villages, await findHead(db), now, wanted.teams !== undefined);
    const teams = wanted.teams;
    if (teams !== undefined) {
      await timed("positions", () => grower.points(progress));
      await timed("teams", () => grower.teams(teams, progress));
    }
    const posters = await timed("people", () => grower.people(wanted.people, progress));
    const { postings, dues, needIds, homes, marks } = await timed("needs", () =>
      grower.needs(wanted.needs, posters, progress),
    );
    const served =
      attendances === 0
        ? {}
        : await timed("attendances", () => grower.served(attendances, world.clock.now(), progress));
    await timed("indexes on", () => indexes.putBack((table) => tell(`indexes of ${table}`)));
    await timed("grams", async () => {
      await indexes.takeOff("need_gram");
      await grower.grams(postings, dues, needIds, homes, marks, progress);
      await indexes.putBack((table) => tell(`indexes of ${table}`));
    });
    await timed("totals", () => grower.totals(homes));
    // Of those who served, too much is to be known to be told beside it.
    if (attendances > 0) await timed("helpers", () => rebuild(db, progress));
    await sql`ANALYZE TABLE need, need_line, slot, listing, need_gram, listing_text, region, attendance, service_record,
      hours_entry, hours_affiliation, person, organisation, helper, helper_can, need_want`.execute(db);
    return { steps, rows: { ...grower.rows, ...served, need_gram: postings.total } };
  } finally {
    connection.release();
    await indexes.putBack();
    await db
      .updateTable("lease")
      .set({ until: new Date(0) })
      .where("name", "=", SEALER)
      .execute();
  }
}

/** The last of many lines is lost; each step begins with one that is told. */
function atMostEach(ms: number, tell: (line: string) => void): (line: string) => void {
  let told = 0;
  return (line) => {
    if (performance.now() - told < ms) return;
    told = performance.now();
    tell(line);
  };
}

type Ids = (n: number) => string;

class Grower {
  readonly rows: Record<string, number> = {};
  private readonly random: () => number;
  private readonly writer: Writer;
  private readonly begun: number;
  private readonly chronicle: Chronicle;
  private readonly helping: HelpingGrower;

  constructor(
    connection: PoolConnection,
    private readonly villages: Float64Array,
    head: Head,
    private readonly now: number,
    placed: boolean,
  ) {
    this.writer = new Writer(connection);
    this.begun = head.seq;
    this.random = this.chanceOf(20_200_418);
    this.chronicle = new Chronicle(head, now, growingIds(this.chanceOf(1), 1));
    this.helping = new HelpingGrower(this.chanceOf(7), placed);
  }

  async points(progress: (line: string) => void): Promise<void> {
    for (let at = 0; at < this.villages.length; at += VILLAGES_AT_ONCE) {
      this.helping.points(this.villages.subarray(at, at + VILLAGES_AT_ONCE));
      await this.flush([], `positions: ${at} of ${this.villages.length}`, progress);
    }
    await this.writer.end();
  }

  async teams(count: number, progress: (line: string) => void): Promise<void> {
    const ids = growingIds(this.chanceOf(8), 8);
    for (let n = 0; n < count; n++) {
      const at = this.timeOf(n, count);
      const id = ids(at);
      this.helping.team(id, n, this.village(), at);
      this.act("organisation", id, "organisation.applied", id, at, "{}");
      if ((n + 1) % BATCH === 0) await this.flush([], `teams: ${n + 1} of ${count}`, progress);
    }
    await this.flush([], `teams: ${count}`, progress);
    await this.writer.end();
  }

  /** People who served, with everything that leads to their hours. */
  served(count: number, now: Date, progress: (line: string) => void): Promise<Record<string, number>> {
    const grower = new ServedGrower(
      this.writer,
      this.chronicle,
      this.villages,
      (what) => this.chanceOf(what),
      now,
    );
    return grower.grow(count, progress);
  }

  /** The same world for the same numbers, and another one on top of it. */
  private chanceOf(what: number): () => number {
    return chance(what + this.begun * 7_919);
  }

  async people(count: number, progress: (line: string) => void): Promise<string[]> {
    const ids = growingIds(this.chanceOf(2), 2);
    const person = tableRows("person", "id, name, home_region_id, status, origin, created_at");
    const posters: string[] = [];
    for (let n = 0; n < count; n++) {
      const at = this.timeOf(n, count);
      const id = ids(at);
      if (posters.length < POSTERS_MAX) posters.push(id);
      const village = this.village();
      person.add(`'${id}',${quoted(inventName(n))},${village},'active','import',${stamp(at)}`);
      this.helping.person(id, village, at);
      this.act("person", id, "person.joined", id, at, `{"origin":"import","regionId":${village}}`);
      if ((n + 1) % BATCH === 0) await this.flush([person], `people: ${n + 1} of ${count}`, progress);
    }
    await this.flush([person], `people: ${count}`, progress);
    await this.writer.end();
    return posters;
  }

  async needs(count: number, posters: string[], progress: (line: string) => void) {
    const ids = growingIds(this.chanceOf(3), 3);
    const postings = new Postings();
    const dues = new Float64Array(count);
    const homes = new Float64Array(count);
    const marks = new Float64Array(count);
    const kept = Buffer.alloc(count * 16); // as bytes: the text would take 36
    const tables = needTables((what) => growingIds(this.chanceOf(what), what));
    for (let n = 0; n < count; n++) {
      const at = this.timeOf(n, count);
      const id = ids(at);
      const village = this.village();
      const invented = inventNeed(n);
      const due = this.now + invented.dueInMs;
      dues[n] = due;
      homes[n] = village;
      kept.write(id.replaceAll("-", ""), n * 16, "hex");
      const poster = posters[Math.floor(this.random() * posters.length)] ?? id;
      const body = searchBody(
        invented.title,
        invented.lines.map((line) => line.item),
      );
      marks[n] = postings.add(n, body);
      this.need(tables, { id, at, due, village, poster, body, invented });
      if ((n + 1) % BATCH === 0)
        await this.flush(Object.values(tables), `needs: ${n + 1} of ${count}`, progress);
    }
    await this.flush(Object.values(tables), `needs: ${count}`, progress);
    await this.writer.end();
    const needIds = (n: number) => {
      const hex = kept.toString("hex", n * 16, n * 16 + 16);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    };
    return { postings, dues, homes, marks, needIds };
  }

  /** The table is in key order: each row goes to its end. */
  async grams(
    postings: Postings,
    dues: Float64Array,
    needIds: Ids,
    homes: Float64Array,
    marks: Float64Array,
    progress: (line: string) => void,
  ): Promise<void> {
    const table = tableRows("need_gram", "gram, due_at, need_id, province_id, city_id, county_id, marks");
    const total = postings.total;
    let n = 0;
    for (const { gram, need } of postings.inKeyOrder(dues)) {
      const [province, city, county] = ancestorsOfVillage(homes[need] as number);
      table.add(
        `${quoted(gram)},${stamp(dues[need] as number)},'${needIds(need)}',${province},${city},${county},${marks[need] as number}`,
      );
      if (++n % (BATCH * 20) === 0) await this.flush([table], `grams: ${n} of ${total}`, progress);
    }
    await this.flush([table], `grams: ${total}`, progress);
    await this.writer.end();
  }

  /** What the consumer of totals would have counted. Sorted by village, every region's needs stand together. */
  async totals(homes: Float64Array): Promise<void> {
    const table = tableRows(
      "tally",
      "region_id, name, value",
      "ON DUPLICATE KEY UPDATE value = tally.value + VALUES(value)",
    );
    const tell = (region: number, n: number) => table.add(`${region},'needs_open',${n}`);
    if (homes.length > 0) tell(EVERYWHERE, homes.length);
    homes.sort();
    for (let level = 0; level < 5; level++)
      for (let at = 0, from = 0; at < homes.length; from = at) {
        const region = ancestorsOfVillage(homes[from] as number)[level] as number;
        while (at < homes.length && ancestorsOfVillage(homes[at] as number)[level] === region) at++;
        tell(region, at - from);
      }
    await this.writer.write([table]);
    await this.writer.end();
  }

  private need(tables: NeedTables, n: NeedSeed): void {
    const places = ancestorsOfVillage(n.village).join(",");
    const at = stamp(n.at);
    const due = stamp(n.due);
    tables.need.add(
      `'${n.id}','open',${n.village},${places},${quoted(n.invented.title)},${quoted(STORY)},${quoted(RISK)},'open','${n.poster}','secretary',${quoted("村委会")},${due},${at},${at},${stamp(n.at + WEEK)},${at},${at}`,
    );
    const kinds = new Set<string>([ANY]);
    n.invented.lines.forEach((line, position) => {
      const lineId = tables.lineIds(n.at);
      kinds.add(line.kind);
      const starts = line.kind === "people" ? n.due - 3 * 3_600_000 : null;
      const [from, until] = starts === null ? ["NULL", "NULL"] : [stamp(starts), due];
      tables.line.add(
        `'${lineId}','${n.id}',${position},'${line.kind}',${line.direction ? `'${line.direction}'` : "NULL"},${quoted(line.item)},'${line.unit}',${line.unitSize},${line.quantity},${from},${until},${line.service === null ? "NULL" : `'${line.service}'`}`,
      );
      tables.slot.add(
        `'${tables.slotIds(n.at)}','${n.id}','${lineId}',${line.quantity},${line.quantity},1,${from},${until}`,
      );
      if (line.direction === "sale") this.sale(tables, n, lineId, line.quantity);
    });
    for (const kind of [...kinds].sort()) tables.listing.add(`'${n.id}','${kind}',${places},${due}`);
    tables.text.add(`'${n.id}',${quoted(n.body)}`);
    this.helping.wants(n.id, n.due, n.village, n.invented.lines);
    this.act("need", n.id, "need.published", n.poster, n.at, `{"region":${n.village}}`);
    this.rows.need = (this.rows.need ?? 0) + 1;
    this.rows.need_line = (this.rows.need_line ?? 0) + n.invented.lines.length;
    this.rows.listing = (this.rows.listing ?? 0) + kinds.size;
  }

  private sale(tables: NeedTables, n: NeedSeed, lineId: string, stock: number): void {
    const day = stamp(n.at).slice(0, 11);
    tables.sale.add(
      `'${lineId}',${quoted("村集体合作社")},'${n.poster}',${quoted("散装，当季")},${day}','loose',0,${quoted("面议")},${stock}`,
    );
    const id = tables.certificationIds(n.at);
    tables.certification.add(
      `'${id}','${n.id}','${lineId}','${n.poster}',${ancestorsOfVillage(n.village)[3]},${day}',${stock},${quoted("现场查看")},${stamp(n.at)}`,
    );
    this.act("certification", id, "certification.made", n.poster, n.at, "{}");
  }

  private act(aggregate: string, id: string, event: string, actor: string, at: number, data: string): void {
    this.chronicle.act({ aggregate, id, event, actor, at, data });
  }

  private async flush(tables: unknown[], line: string, progress: (line: string) => void): Promise<void> {
    await this.writer.write([...tables.filter(isRows), ...this.helping.tables, ...this.chronicle.tables]);
    progress(line);
  }

  private village(): number {
    return this.villages[Math.floor(this.random() * this.villages.length)] as number;
  }

  private timeOf(n: number, count: number): number {
    return Math.floor(this.now - SPREAD_MS + (n / count) * SPREAD_MS);
  }
}

const WEEK = 7 * 86_400_000;
const STORY = "演示用的求助，不是真事。";
const RISK = "按现场安排，注意安全。";

type NeedSeed = {
  id: string;
  at: number;
  due: number;
  village: number;
  poster: string;
  body: string;
  invented: Invented;
};

const isRows = (table: unknown): table is ReturnType<typeof tableRows> =>
  typeof table === "object" && table !== null && "pending" in table;

function needTables(ids: (what: number) => (at: number) => string) {
  const places = PLACE_COLUMNS.slice(0, 5).join(", ");
  return {
    need: tableRows(
      "need",
      `id, status, region_id, ${places}, title, story, risk, lane, poster_id, poster_role, contact_name, deadline_at, submitted_at, published_at, confirm_due_at, created_at, updated_at`,
    ),
    line: tableRows(
      "need_line",
      "id, need_id, position, kind, direction, item, unit, unit_size, quantity, starts_at, ends_at, service",
    ),
    slot: tableRows("slot", "id, need_id, line_id, ceiling, remaining, is_open, starts_at, ends_at"),
    sale: tableRows(
      "sale_terms",
      "line_id, seller_name, seller_person, product, produced_on, packing, invoice, reference_price, ask_over",
    ),
    certification: tableRows(
      "certification",
      "id, need_id, line_id, certified_by, region_id, certified_on, stock, evidence, created_at",
    ),
    listing: tableRows("listing", `need_id, kind, ${places}, due_at`),
    text: tableRows("listing_text", "need_id, body"),
    lineIds: ids(4),
    slotIds: ids(5),
    certificationIds: ids(6),
  };
}
type NeedTables = ReturnType<typeof needTables>;

/** Villages of the national list, by their ids alone: 5 MB for the nation. */
async function readVillages(db: Db): Promise<Float64Array> {
  const ids: Float64Array[] = [];
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom("region")
      .select(["id", "level", "origin", "status"])
      .where("id", ">", last)
      .orderBy("id")
      .limit(VILLAGES_AT_ONCE)
      .execute();
    const villages = rows.filter(
      (row) => row.level === LEVEL.village && row.origin === "national" && row.status === "active",
    );
    ids.push(Float64Array.from(villages, (row) => row.id));
    if (rows.length < VILLAGES_AT_ONCE) break;
    last = rows.at(-1)?.id ?? 0;
  }
  const all = new Float64Array(ids.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of ids) {
    all.set(part, at);
    at += part.length;
  }
  if (all.length === 0)
    throw new Error("there are no regions: run `npm run hrb -- import-regions all` first");
  return all;
}
