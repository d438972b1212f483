// How things stand in a year that is being played: what is open, who has promised what, who has been asked how often.
import { monthOf } from "@/server/matching/candidates/rules";
import { weeklyCap } from "@/server/matching/invitations/rules";
import { CONNECTION_DAYS, type Facts } from "@/server/matching/score/rules";
import { KEPT, WILLING } from "./parameters";
import { BEGIN, DAY, type Helper, HOUR, type Need, WEEK, type Year } from "./year";

type Pledge = { helper: number; need: number; amount: number; at: number };
const RECENT = CONNECTION_DAYS * DAY;
const EACH = Math.log(WILLING.eachThisWeek.value);

/** What a pair has come to. */
export const NONE = 0;
export const OPEN = 1;
export const OVER = 2;
export const PLEDGED = 3;

export class Standing {
  readonly remaining: Int32Array;
  readonly pairs: Uint8Array;
  readonly made: Pledge[] = [];
  readonly pledges: { helpers: Int32Array; needs: Int32Array };
  /** Notices per helper and week, from BEGIN. */
  readonly sent: Uint16Array;
  private readonly weeks: number;
  private readonly used: Int32Array;
  private readonly times: { helpers: number[][]; needs: number[][] };
  private readonly busy: [number, number][][];
  private readonly months: Map<number, number>[];
  private readonly helped: Map<number, { count: number; last: Date }>[];

  constructor(readonly year: Year) {
    const { helpers, needs } = year;
    this.remaining = Int32Array.from(needs, (need) => need.ceiling);
    this.pairs = new Uint8Array(helpers.length * needs.length);
    this.pledges = { helpers: new Int32Array(helpers.length), needs: new Int32Array(needs.length) };
    this.weeks = Math.max(...needs.map((need) => need.week)) + 1;
    this.used = new Int32Array(helpers.length * this.weeks);
    this.sent = new Uint16Array(helpers.length * this.weeks);
    this.times = { helpers: helpers.map(() => []), needs: needs.map(() => []) };
    this.busy = helpers.map(() => []);
    this.months = helpers.map(() => new Map());
    this.helped = helpers.map(() => new Map());
  }

  pair = (h: Helper, n: Need): number => h.at * this.year.needs.length + n.at;
  tie = (n: Need, h: Helper): number => this.year.draws.u(60, n.at, h.at);

  /** Would say yes now, if read or asked. */
  willing(h: Helper, n: Need, now: number): boolean {
    const pair = this.pair(h, n);
    return (
      this.year.able[pair] === 2 && this.year.margin[pair]! > -EACH * recent(this.times.helpers[h.at]!, now)
    );
  }

  /** Portions they could still take of it. */
  room(h: Helper, n: Need, now: number): number {
    if (now >= n.startsAt || this.pairs[this.pair(h, n)] === PLEDGED) return 0;
    if (
      h.kind === "person" &&
      n.kind !== "goods" &&
      this.busy[h.at]!.some(([a, b]) => a < n.endsAt && n.startsAt < b)
    )
      return 0;
    return Math.max(0, Math.min(this.remaining[n.at]!, h.weekly - this.used[h.at * this.weeks + n.week]!));
  }

  /** Takes up to `amount`; says how much it was. */
  take(h: Helper, n: Need, amount: number, now: number): number {
    const taken = Math.min(amount, this.room(h, n, now));
    if (taken <= 0) return 0;
    this.remaining[n.at]! -= taken;
    this.used[h.at * this.weeks + n.week]! += taken;
    this.pairs[this.pair(h, n)] = PLEDGED;
    this.pledges.helpers[h.at]!++;
    this.pledges.needs[n.at]!++;
    this.times.helpers[h.at]!.push(now);
    this.times.needs[n.at]!.push(now);
    if (n.kind !== "goods") this.busy[h.at]!.push([n.startsAt, n.endsAt]);
    const month = monthOf(new Date(now));
    this.months[h.at]!.set(month, (this.months[h.at]!.get(month) ?? 0) + 1);
    this.made.push({ helper: h.at, need: n.at, amount: taken, at: now });
    return taken;
  }

  /** A need has come: who kept their promise has helped this village. */
  come(n: Need): void {
    if (this.pledges.needs[n.at] === 0) return;
    for (const h of this.year.helpers)
      if (this.pairs[this.pair(h, n)] === PLEDGED && this.year.draws.u(61, h.at, n.at) < KEPT.value) {
        const count = (this.helped[h.at]!.get(n.village)?.count ?? 0) + 1;
        this.helped[h.at]!.set(n.village, { count, last: n.dueAt });
      }
  }

  load = (h: Helper, now: number): number => this.months[h.at]!.get(monthOf(new Date(now))) ?? 0;

  /** As the product would read them at this moment. `of`: whose connections count, those of who is ranked. */
  facts(h: Helper, n: Need, now: number, of: "helper" | "need"): Facts {
    const helped = this.helped[h.at]!.get(n.village);
    return {
      ...this.year.facts(h, n),
      open: this.remaining[n.at]!,
      hoursLeft: (n.startsAt - now) / HOUR,
      load: this.load(h, now),
      helped: helped?.count ?? 0,
      helpedAt: helped?.last ?? null,
      connections: recent(of === "helper" ? this.times.helpers[h.at]! : this.times.needs[n.at]!, now),
    };
  }

  weekAt = (now: number): number => Math.floor((now - BEGIN) / WEEK);
  sentThisWeek = (h: Helper, now: number): number => this.sent[h.at * this.weeks + this.weekAt(now)]!;
  countSent(h: Helper, now: number): number {
    return ++this.sent[h.at * this.weeks + this.weekAt(now)]!;
  }
  mayBeAsked = (h: Helper, now: number, low: boolean): boolean => this.sentThisWeek(h, now) < weeklyCap(low);
}

/** Times within the last week; times come in order. */
function recent(times: readonly number[], now: number): number {
  let count = 0;
  for (let i = times.length - 1; i >= 0 && times[i]! > now - RECENT; i--) count++;
  return count;
}
