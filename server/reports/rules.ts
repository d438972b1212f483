// Periods, and sums that agree: every subtotal is added up from the same rows in one pass. Pure.
import { instantOf, wallOf } from "@/server/time";

export type PeriodKind = "month" | "quarter" | "year";
/** Days are midnights in UTC, as the ledger's column `day` is read. `until` is the day after the last. */
export type Period = { key: string; kind: PeriodKind; from: Date; until: Date };

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };
/** Before the first regulation on volunteer service there is nothing to report; after it the keys stay four digits. */
const YEARS = { min: 2000, max: 9998 };

/** 2026-11, 2026Q4, 2026; null where it is none. */
export function readPeriod(key: string): Period | null {
  const parts = /^(\d{4})(?:-(\d{2})|Q([1-4]))?$/.exec(key);
  if (parts === null) return null;
  const [year, month, quarter] = [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
  if (year < YEARS.min || year > YEARS.max || (parts[2] !== undefined && (month < 1 || month > 12)))
    return null;
  if (month > 0) return period("month", year, month - 1);
  return quarter > 0 ? period("quarter", year, (quarter - 1) * 3) : period("year", year, 0);
}

/** The period of that kind in which an instant lies, in Asia/Shanghai; `back` of them earlier. */
export function periodAt(kind: PeriodKind, at: Date, back = 0): Period {
  const local = wallOf(at);
  const months = MONTHS[kind];
  const first = Math.floor(local.getUTCMonth() / months) * months;
  return period(kind, local.getUTCFullYear(), first - back * months);
}

export const earlier = (p: Period): Period => periodFrom(p, -1);
export const later = (p: Period): Period => periodFrom(p, 1);
const periodFrom = (p: Period, steps: number) =>
  period(p.kind, p.from.getUTCFullYear(), p.from.getUTCMonth() + steps * MONTHS[p.kind]);

function period(kind: PeriodKind, year: number, month: number): Period {
  const from = new Date(Date.UTC(year, month, 1));
  const until = new Date(Date.UTC(year, month + MONTHS[kind], 1));
  const [y, m] = [from.getUTCFullYear(), from.getUTCMonth()];
  const key = { month: monthKey(from), quarter: `${y}Q${m / 3 + 1}`, year: `${y}` }[kind];
  return { key, kind, from, until };
}

export const monthKey = (day: Date): string => day.toISOString().slice(0, 7);
/** The instants a period begins and ends at: midnight in Asia/Shanghai. */
export const instants = (p: Period): { from: Date; until: Date } => ({
  from: instantOf(p.from),
  until: instantOf(p.until),
});

/** A row of the ledger, as far as sums go. */
export type Entry = {
  person_id: string;
  slot_id: string;
  need_id: string;
  town_id: number;
  village_id: number;
  kind: string;
  day: Date;
  minutes: number; // negative: undoes another
};

/** visits: 人次, rows that stand. people: 人数, each once, whoever still has minutes there. */
export type Sums = { minutes: number; visits: number; people: number };

class Group {
  minutes = 0;
  visits = 0;
  private readonly each = new Map<string, number>();

  add(personId: string, minutes: number): void {
    this.minutes += minutes;
    this.visits += Math.sign(minutes);
    this.each.set(personId, (this.each.get(personId) ?? 0) + minutes);
  }

  sums(): Sums {
    let people = 0;
    for (const minutes of this.each.values()) if (minutes > 0) people++;
    return { minutes: this.minutes, visits: this.visits, people };
  }
}

type Activity = { slotId: string; needId: string; kind: string; day: Date };
export type Summary = {
  total: Sums & { activities: number };
  members: { personId: string; minutes: number; visits: number }[];
  activities: (Activity & Sums)[];
  kinds: ({ kind: string } & Sums)[];
  villages: ({ townId: number; villageId: number } & Sums)[];
  months: ({ month: string } & Sums)[];
};

/** Adds up rows as they come, in any order; what was undone altogether leaves no line. */
export class Adder {
  private readonly total = new Group();
  private readonly byPerson = new Map<string, { minutes: number; visits: number }>();
  private readonly bySlot = new Map<string, Activity & { group: Group }>();
  private readonly byKind = new Map<string, Group>();
  private readonly byVillage = new Map<string, { townId: number; villageId: number; group: Group }>();
  private readonly byMonth = new Map<string, Group>();

  add(row: Entry): this {
    const { person_id: who, minutes } = row;
    this.total.add(who, minutes);
    const person = kept(this.byPerson, who, () => ({ minutes: 0, visits: 0 }));
    person.minutes += minutes;
    person.visits += Math.sign(minutes);
    const slot = kept(this.bySlot, row.slot_id, () => ({
      slotId: row.slot_id,
      needId: row.need_id,
      kind: row.kind,
      day: row.day,
      group: new Group(),
    }));
    if (row.day < slot.day) slot.day = row.day;
    slot.group.add(who, minutes);
    kept(this.byKind, row.kind, () => new Group()).add(who, minutes);
    kept(this.byVillage, `${row.town_id}:${row.village_id}`, () => ({
      townId: row.town_id,
      villageId: row.village_id,
      group: new Group(),
    })).group.add(who, minutes);
    kept(this.byMonth, monthKey(row.day), () => new Group()).add(who, minutes);
    return this;
  }

  summary(): Summary {
    const lines = <T extends Sums>(all: T[]) => all.filter((line) => line.visits !== 0 || line.minutes !== 0);
    const activities = lines(
      [...this.bySlot.values()].map(({ group, ...activity }) => ({ ...activity, ...group.sums() })),
    );
    return {
      total: { ...this.total.sums(), activities: activities.length },
      members: [...this.byPerson]
        .map(([personId, sums]) => ({ personId, ...sums }))
        .filter((line) => line.minutes !== 0 || line.visits !== 0),
      activities: activities.sort(
        (a, b) => a.day.getTime() - b.day.getTime() || (a.slotId < b.slotId ? -1 : 1),
      ),
      kinds: lines([...this.byKind].map(([kind, group]) => ({ kind, ...group.sums() }))).sort((a, b) =>
        a.kind < b.kind ? -1 : 1,
      ),
      villages: lines(
        [...this.byVillage.values()].map(({ townId, villageId, group }) => ({
          townId,
          villageId,
          ...group.sums(),
        })),
      ).sort((a, b) => a.townId - b.townId || a.villageId - b.villageId),
      months: lines([...this.byMonth].map(([month, group]) => ({ month, ...group.sums() }))).sort((a, b) =>
        a.month < b.month ? -1 : 1,
      ),
    };
  }
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
