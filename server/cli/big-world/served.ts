// People who served: nine months of teams in one district, each shift with who came, each presence with its record, its row of
// the ledger and its affiliation; one in two hundred corrected afterwards. As confirming leaves them, so that `verify` finds nothing.

import { SERVICES } from "@/server/people/profiles/schema";
import { ancestorsOfVillage, SHIPPED_COUNTY } from "@/server/regions/national/rules";
import { EVERYWHERE } from "@/server/tally/commands";
import { DAY_MS, HOUR_MS } from "@/server/time";
import type { Chronicle, Told } from "./chronicle";
import { quoted, type Rows, stamp, tableRows, type Writer } from "./insert";
import { inventName } from "./invent";
import { growingIds, pick } from "./random";

/** Who comes to one shift of a team, and how large a team is. */
const AT_A_SHIFT = 25;
const IN_A_TEAM = 60;
/** Teams whose hours one unit answers for. */
const TEAMS_A_UNIT = 10;
const DAYS = 270;
const CORRECTED = 1 / 200;
const ROLES = ["leader", "manager"];
const SHIFTS_AT_ONCE = 40;
const WORK = ["帮忙收粮", "送餐上门", "清扫街道", "路口引导", "陪读课后班", "义诊登记"];

/** Who may speak for its people's hours: a leader and, for the leader's own, a manager. */
type Voice = { person: string; grant: string };
type Team = { id: string; unit: string; leader: Voice; manager: Voice; members: string[] };
type Shift = { team: Team; village: number; from: number; n: number };

export class ServedGrower {
  private readonly rows: Record<string, number> = {};
  private readonly random: () => number;
  private readonly tables = servedTables();
  private readonly ids: Record<keyof ReturnType<typeof servedTables>, (at: number) => string>;
  private readonly minutes = new Map<string, { minutes: number; entries: number }>();
  private readonly completed = new Map<number, number>();
  private readonly villages: number[];

  constructor(
    private readonly writer: Writer,
    private readonly chronicle: Chronicle,
    villages: Float64Array,
    chanceOf: (what: number) => () => number,
    private readonly now: Date,
  ) {
    this.random = chanceOf(20);
    const here = [...villages].filter((id) => ancestorsOfVillage(id)[2] === SHIPPED_COUNTY);
    this.villages = here.length > 0 ? here : [...villages];
    const names = Object.keys(this.tables) as (keyof typeof this.tables)[];
    this.ids = Object.fromEntries(
      names.map((name, n) => [name, growingIds(chanceOf(21 + n), 21 + n)]),
    ) as typeof this.ids;
  }

  async grow(count: number, progress: (line: string) => void): Promise<Record<string, number>> {
    const shifts = Math.ceil(count / AT_A_SHIFT);
    const teams = await this.teams(Math.max(1, Math.ceil(count / AT_A_SHIFT / IN_A_TEAM)), progress);
    const rounds = Math.ceil(shifts / teams.length);
    const first = this.now.getTime() - (DAYS + 1) * DAY_MS;
    let left = count;
    let done = 0;
    for (let round = 0; round < rounds; round++) {
      // Eight in the morning in Shanghai. A team has one shift a round, and rounds are days apart.
      const day = Math.floor((first + (round * DAYS * DAY_MS) / rounds) / DAY_MS) * DAY_MS;
      for (const [t, team] of teams.entries()) {
        if (left <= 0) break;
        const n = Math.min(AT_A_SHIFT, left, team.members.length);
        this.shift({ team, village: pick(this.villages, this.random), from: day + t * 1_000, n }, round);
        left -= n;
        done += n;
        if (t % SHIFTS_AT_ONCE === SHIFTS_AT_ONCE - 1)
          await this.flush(`attendances: ${done} of ${count}`, progress);
      }
      await this.flush(`attendances: ${done} of ${count}`, progress);
    }
    await this.sums();
    await this.writer.end();
    return this.rows;
  }

  private async teams(count: number, progress: (line: string) => void): Promise<Team[]> {
    const at = this.now.getTime() - (DAYS + 30) * DAY_MS;
    const units = Array.from({ length: Math.ceil(count / TEAMS_A_UNIT) }, (_, n) =>
      this.organisation(`演示记录单位${n + 1}号`, "unit", null, at),
    );
    const teams: Team[] = [];
    for (let n = 0; n < count; n++) {
      const unit = units[n % units.length] as string;
      const id = this.organisation(`演示服务队${n + 1}号`, "party_team", unit, at);
      const people = Array.from({ length: IN_A_TEAM }, (_, m) =>
        this.member(id, n * IN_A_TEAM + m, ROLES[m] ?? "member", at),
      );
      const [leader, manager] = people as [Voice, Voice];
      teams.push({ id, unit, leader, manager, members: people.map(({ person }) => person) });
      if (n % 20 === 19) await this.flush(`teams: ${n + 1} of ${count}`, progress);
    }
    await this.flush(`teams: ${count}`, progress);
    return teams;
  }

  private organisation(name: string, kind: string, unit: string | null, at: number): string {
    const id = this.ids.organisation(at);
    const village = pick(this.villages, this.random);
    const [, , county, town] = ancestorsOfVillage(village);
    this.add(
      "organisation",
      `'${id}',${quoted(`${name}${id.slice(-6)}`)},'',${quoted(kind)},${town},${county},${town},0,${unit === null ? "NULL" : `'${unit}'`},'verified',${stamp(at)},1,${stamp(at)}`,
    );
    this.chronicle.act({
      aggregate: "organisation",
      id,
      event: "organisation.applied",
      actor: id,
      at,
      data: "{}",
    });
    return id;
  }

  private member(team: string, n: number, role: string, at: number): Voice {
    const id = this.ids.person(at);
    const village = pick(this.villages, this.random);
    this.add("person", `'${id}',${quoted(inventName(n))},${village},'active','import',${stamp(at)}`);
    this.chronicle.act({
      aggregate: "person",
      id,
      event: "person.joined",
      actor: id,
      at,
      data: '{"origin":"import"}',
    });
    const grant = this.ids.role_grant(at);
    this.add("role_grant", `'${grant}','${id}','${role}',0,'${team}',1,${stamp(at)}`);
    this.chronicle.act({ aggregate: "grant", id: grant, event: "grant.given", actor: id, at, data: "{}" });
    return { person: id, grant };
  }

  /** One need with one people line and one shift, over and done; a different third or so of the team at each. */
  private shift({ team, village, from, n }: Shift, round: number): void {
    const until = from + 4 * HOUR_MS;
    const asked = from - 7 * DAY_MS;
    const [need, line, slot, pledge] = [
      this.ids.need(asked),
      this.ids.need_line(asked),
      this.ids.slot(asked),
      this.ids.pledge(asked),
    ];
    const [province, city, county, town] = ancestorsOfVillage(village);
    const service = pick(SERVICES, this.random);
    const work = pick(WORK, this.random);
    const ended = stamp(until + DAY_MS);
    this.add(
      "need",
      `'${need}','completed',${village},${province},${city},${county},${town},${village},${quoted(work)},${quoted(STORY)},${quoted(RISK)},'open','${team.leader.person}','leader','${team.id}',${quoted("村委会")},${stamp(from)},${stamp(asked)},${stamp(asked)},${ended},${stamp(asked)},${ended}`,
    );
    this.add(
      "need_line",
      `'${line}','${need}',0,'people',${quoted(work)},'person',1,${n},${stamp(from)},${stamp(until)},'${service}'`,
    );
    this.add("slot", `'${slot}','${need}','${line}',${n},${n},0,0,${stamp(from)},${stamp(until)}`);
    this.add(
      "shift",
      `'${slot}','${need}','${line}','fixed','closed','[]','${team.id}','${team.leader.person}',${stamp(from)},${stamp(until)},'${team.leader.person}',0,${stamp(asked)}`,
    );
    this.add(
      "pledge",
      `'${pledge}','${need}','${line}','${slot}','organisation','${team.id}','attended',${n},${n},${n},'leader','${team.leader.person}',1,${stamp(asked)},${ended}`,
    );
    for (const region of [EVERYWHERE, province, city, county, town, village])
      this.completed.set(region as number, (this.completed.get(region as number) ?? 0) + 1);
    this.chronicle.act({
      aggregate: "need",
      id: need,
      event: "need.completed",
      actor: team.leader.person,
      at: until + DAY_MS,
      data: "{}",
    });
    this.chronicle.act({
      aggregate: "pledge",
      id: pledge,
      event: "pledge.attended",
      actor: team.leader.person,
      at: until + DAY_MS,
      data: `{"amount":${n},"accepted":${n}}`,
    });
    const places = `${county},${town},${village}`;
    for (let m = 0; m < n; m++) {
      const person = team.members[(round * AT_A_SHIFT + m) % team.members.length] as string;
      this.presence({ person, team, slot, line, need, pledge, from, service, places });
    }
  }

  private presence(p: {
    person: string;
    team: Team;
    slot: string;
    line: string;
    need: string;
    pledge: string;
    from: number;
    service: string;
    places: string;
  }): void {
    const { person, team, slot, line, need } = p;
    const came = p.from + Math.floor(this.random() * 10) * 60_000;
    const minutes = 145 + Math.floor(this.random() * 80);
    const left = came + minutes * 60_000;
    const fixed = this.random() < CORRECTED;
    const stands = fixed ? minutes - 25 : minutes;
    const [attendance, record, entry] = [
      this.ids.attendance(left),
      this.ids.service_record(left),
      this.ids.hours_entry(left),
    ];
    const again = fixed ? [this.ids.hours_entry(left), this.ids.hours_entry(left)] : [];
    const day = `'${new Date(p.from).toISOString().slice(0, 10)}'`;
    const at = stamp(left);
    const subject = `'${person}','${slot}','${line}','${need}'`;
    this.add(
      "attendance",
      `'${attendance}','${slot}','${line}','${need}','${person}','${p.pledge}','${team.id}','out','scanned',${stamp(came)},'scan','${person}',${at},'scan','${person}','${slot}:${person}',1,${stamp(came)}`,
    );
    const until = came + stands * 60_000;
    const voice = team.leader.person === person ? team.manager : team.leader;
    const by = fixed ? `'${voice.person}'` : "NULL";
    this.add(
      "service_record",
      `'${record}','${attendance}',${subject},'confirmed','scanned',${stamp(came)},${stamp(until)},${stands},${day},'${team.unit}','${team.id}','${fixed ? "corrected" : ""}','${again[1] ?? entry}',${by},${at},${fixed ? 2 : 1},${at}`,
    );
    this.add("hours_affiliation", `'${record}','${team.id}','team',${day},'${person}'`);
    const enter = (id: string, to: number, m: number, reverses: string, replaces: string, said: string) =>
      this.add(
        "hours_entry",
        `'${id}','${record}','${attendance}',${subject},'${team.unit}','${team.id}',${p.places},'${p.service}','scanned',${day},${stamp(came)},${stamp(to)},${m},${reverses},${replaces},${said},${at}`,
      );
    enter(entry, left, minutes, "NULL", "NULL", "NULL");
    if (fixed) {
      enter(again[0] as string, left, -minutes, `'${entry}'`, "NULL", by);
      enter(again[1] as string, until, stands, "NULL", `'${entry}'`, by);
    }
    const sums = this.minutes.get(person) ?? { minutes: 0, entries: 0 };
    this.minutes.set(person, { minutes: sums.minutes + stands, entries: sums.entries + (fixed ? 3 : 1) });
    const told = (act: Omit<Told, "at">) => this.chronicle.act({ at: left, ...act });
    told({ aggregate: "attendance", id: attendance, event: "attendance.out", actor: person, data: "{}" });
    told({
      aggregate: "service_record",
      id: record,
      event: "hours.took_effect",
      actor: null,
      data: `{"entryId":"${entry}","delta":${minutes},"level":"rule"}`,
    });
    if (fixed)
      told({
        aggregate: "service_record",
        id: record,
        version: 2,
        event: "hours.corrected",
        actor: voice.person,
        grant: voice.grant,
        data: `{"entryId":"${again[1]}","delta":${stands - minutes},"level":"leader"}`,
      });
  }

  private async sums(): Promise<void> {
    const hours = tableRows("person_hours", "person_id, minutes, entries");
    for (const [person, { minutes, entries }] of [...this.minutes].sort(([a], [b]) => (a < b ? -1 : 1)))
      hours.add(`'${person}',${minutes},${entries}`);
    const tally = tableRows(
      "tally",
      "region_id, name, value",
      "ON DUPLICATE KEY UPDATE value = tally.value + VALUES(value)",
    );
    for (const [region, n] of this.completed) tally.add(`${region},'needs_completed',${n}`);
    this.rows.person_hours = this.minutes.size;
    await this.writer.write([hours, tally]);
  }

  private add(table: keyof ReturnType<typeof servedTables>, values: string): void {
    this.tables[table].add(values);
    this.rows[table] = (this.rows[table] ?? 0) + 1;
  }

  private async flush(line: string, progress: (line: string) => void): Promise<void> {
    await this.writer.write([...Object.values(this.tables), ...this.chronicle.tables]);
    progress(line);
  }
}

const STORY = "演示用的活动，不是真事。";
const RISK = "按现场安排，注意安全。";
const servedTables = () =>
  ({
    organisation: tableRows(
      "organisation",
      "id, name, initials, kind, region_id, county_id, town_id, village_id, recording_unit_id, status, verified_at, version, created_at",
    ),
    person: tableRows("person", "id, name, home_region_id, status, origin, created_at"),
    role_grant: tableRows(
      "role_grant",
      "id, person_id, role, region_id, organisation_id, version, started_at",
    ),
    need: tableRows(
      "need",
      "id, status, region_id, province_id, city_id, county_id, town_id, village_id, title, story, risk, lane, poster_id, poster_role, organisation_id, contact_name, deadline_at, submitted_at, published_at, ended_at, created_at, updated_at",
    ),
    need_line: tableRows(
      "need_line",
      "id, need_id, position, kind, item, unit, unit_size, quantity, starts_at, ends_at, service",
    ),
    slot: tableRows(
      "slot",
      "id, need_id, line_id, ceiling, accepted, remaining, is_open, starts_at, ends_at",
    ),
    shift: tableRows(
      "shift",
      "slot_id, need_id, line_id, kind, status, skills, organisation_id, lead_id, began_at, closed_at, closed_by, version, created_at",
    ),
    pledge: tableRows(
      "pledge",
      "id, need_id, line_id, slot_id, helper_kind, organisation_id, status, wanted, amount, accepted, via, recorded_by, version, created_at, updated_at",
    ),
    attendance: tableRows(
      "attendance",
      "id, slot_id, line_id, need_id, person_id, pledge_id, organisation_id, status, class, in_at, in_how, in_by, out_at, out_how, out_by, live_key, version, created_at",
    ),
    service_record: tableRows(
      "service_record",
      "id, attendance_id, person_id, slot_id, line_id, need_id, status, class, from_at, to_at, minutes, day, recording_unit_id, organisation_id, flags, entry_id, confirmed_by, confirmed_at, version, created_at",
    ),
    hours_entry: tableRows(
      "hours_entry",
      "id, record_id, attendance_id, person_id, slot_id, line_id, need_id, recording_unit_id, organisation_id, county_id, town_id, village_id, kind, class, day, from_at, to_at, minutes, reverses_id, supersedes_id, confirmed_by, created_at",
    ),
    hours_affiliation: tableRows("hours_affiliation", "record_id, organisation_id, capacity, day, person_id"),
  }) satisfies Record<string, Rows>;
