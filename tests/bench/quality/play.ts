// Plays a year under one policy: needs are published, helpers are asked and answer, others read lists and take what suits.

import { treeSteps } from "@/server/matching/candidates/rules";
import { CHANCE_DAYS, chanceOf, fewest, TARGET } from "@/server/matching/invitations/chances/rules";
import { answerEnd, askOf, isLow } from "@/server/matching/invitations/rules";
import { inTurns, TURN } from "@/server/matching/invitations/turns/rules";
import { nextWaveAt } from "@/server/matching/invitations/waves/rules";
import { SHOWN } from "@/server/matching/ranking/schema";
import { Agenda } from "./agenda";
import { ASKED, BROWSING } from "./parameters";
import { POLICY, type PolicyName } from "./policies";
import { NONE, OPEN, OVER, PLEDGED, Standing } from "./standing";
import { DAY, type Helper, HOUR, type Need, type Visit, type Year } from "./year";

/** As `nextAsked` looks at them (server/matching/invitations/waves/choosing). */
const LOOKED_AT = 60;

export type Played = {
  standing: Standing;
  /** Notices that were about each need. */
  notices: Int32Array;
  /** Millisecond of the first pledge, and of the last that was missing; NaN where there was none. */
  firstAt: Float64Array;
  filledAt: Float64Array;
  /** Reads of a list with something on it they would have taken, and those where it was among the first twenty. */
  suited: number;
  hits: number;
  muted: number;
  /** The most notices a helper had in a week. */
  mostSent: number;
};

/** asks: whether anybody is asked, or all depends on lists. */
export function play(year: Year, name: PolicyName, asks = true): Played {
  return new Play(year, name, asks).run();
}

class Play {
  private readonly policy;
  private readonly standing: Standing;
  private readonly agenda = new Agenda();
  private now = 0;
  private readonly live: Need[] = [];
  private readonly deafUntil: Float64Array;
  private readonly lastSent: Float64Array;
  private readonly muted: Uint8Array;
  private readonly rolled: Int32Array;
  /** Invitations that wait for an answer, per need. */
  private readonly open: Map<number, { helper: Helper; amount: number }[]> = new Map();
  private readonly waveDue: Float64Array;
  private readonly answers: { at: number; key: string; yes: boolean }[] = [];
  private forgotten = 0;
  private readonly seen = new Map<string, { accepted: number; answered: number }>();
  private readonly result: Played;

  constructor(
    private readonly year: Year,
    name: PolicyName,
    private readonly asks: boolean,
  ) {
    this.policy = POLICY[name];
    this.standing = new Standing(year);
    this.deafUntil = new Float64Array(year.helpers.length);
    this.lastSent = new Float64Array(year.helpers.length);
    this.muted = new Uint8Array(year.helpers.length);
    this.rolled = new Int32Array(year.helpers.length).fill(-1);
    this.waveDue = new Float64Array(year.needs.length).fill(Number.POSITIVE_INFINITY);
    const none = () => new Float64Array(year.needs.length).fill(Number.NaN);
    this.result = {
      ...{
        standing: this.standing,
        notices: new Int32Array(year.needs.length),
        firstAt: none(),
        filledAt: none(),
      },
      ...{ suited: 0, hits: 0, muted: 0, mostSent: 0 },
    };
  }

  run(): Played {
    for (const need of this.year.needs) {
      this.agenda.add(need.publishedAt, () => this.publish(need));
      this.agenda.add(need.startsAt, () => this.begin(need));
    }
    for (const visit of this.year.visits) this.agenda.add(visit.at, () => this.visit(visit));
    for (let event = this.agenda.next(); event; event = this.agenda.next()) {
      this.now = event.at;
      event.act();
    }
    this.result.muted = this.muted.reduce((sum, muted) => sum + muted, 0);
    this.result.mostSent = this.standing.sent.reduce((most, sent) => Math.max(most, sent), 0);
    return this.result;
  }

  private publish(need: Need): void {
    this.live.push(need);
    if (!this.asks) return;
    if (this.policy.ask !== null) this.wave(need);
    else
      for (const helper of this.askable(need))
        this.notify(helper, need, askOf(this.lineOf(need), asHelper(helper)), need.startsAt);
  }

  private begin(need: Need): void {
    this.live.splice(this.live.indexOf(need), 1);
    this.standing.come(need);
  }

  /** Able, within reach, not asked for it before, not promised, and not switched off. */
  private askable(need: Need): Helper[] {
    const { year, standing } = this;
    return year.helpers.filter((helper) => {
      const pair = standing.pair(helper, need);
      return year.able[pair]! > 0 && standing.pairs[pair] === NONE && this.muted[helper.at] === 0;
    });
  }

  private lineOf = (need: Need) => ({
    ...{ kind: need.kind, unit: UNIT, unit_size: 1, ceiling: need.ceiling, share_limit: null },
    remaining: this.standing.remaining[need.at]!,
  });

  /** As server/matching/invitations/waves does it, over the same rules. */
  private wave(need: Need): void {
    const { standing, now, policy } = this;
    const line = this.lineOf(need);
    this.waveDue[need.at] = Number.POSITIVE_INFINITY;
    if (policy.ask === null || line.remaining === 0 || now >= need.startsAt) return;
    const low = isLow(line, need.dueAt, new Date(now));
    const waiting = this.open.get(need.at) ?? [];
    const askable = this.askable(need);
    const spacing = (policy.spaced ?? 0) * DAY;
    const mayBeAsked = (helper: Helper) =>
      standing.mayBeAsked(helper, now, low) && now - this.lastSent[helper.at]! >= spacing;
    const askOne = ({ helper, amount }: { helper: Helper; amount: number }) => ({
      amount,
      chance: this.chance(need, helper),
    });
    const asked = waiting.map(askOne);
    // where the answer is nobody whatever their order, they are not ranked
    const enough = fewest(line.remaining, asked, []).expected >= TARGET;
    const free =
      enough || !askable.some(mayBeAsked)
        ? []
        : policy.ask(need, askable, now, standing).slice(0, LOOKED_AT).filter(mayBeAsked);
    const turns = policy.turns && need.kind === "goods";
    const wanted = (turns ? this.inTurns(free, need) : free)
      .map((helper) => ({ helper, amount: askOf(line, asHelper(helper)) }))
      .filter(({ amount }) => amount > 0);
    const { count } = fewest(line.remaining, asked, wanted.map(askOne));
    const rows = wanted.slice(0, turns ? Math.ceil(count / TURN) * TURN : count);
    const allAtCap = !enough && free.length === 0 && askable.length > 0;
    if (rows.length === 0 && waiting.length === 0 && !(allAtCap && policy.waits)) return; // exhausted
    const until = answerEnd(new Date(now), need.dueAt).getTime();
    for (const { helper, amount } of rows) this.notify(helper, need, amount, until);
    this.waveAt(need, nextWaveAt(new Date(now), need.dueAt).getTime());
  }

  private inTurns(helpers: Helper[], need: Need): Helper[] {
    const { villages } = this.year;
    return inTurns(
      helpers.map((helper) => {
        const { km } = this.year.facts(helper, need);
        const tier = treeSteps(villages[helper.village]!, villages[need.village]!);
        const soFar = this.standing.load(helper, this.now);
        return { helper, helperId: helper.id, capacity: helper.capacity, soFar, tier, km };
      }),
    ).map(({ helper }) => helper);
  }

  private waveAt(need: Need, at: number): void {
    this.waveDue[need.at] = at;
    this.agenda.add(at, () => {
      if (this.waveDue[need.at] === at) this.wave(need);
    });
  }

  private notify(helper: Helper, need: Need, amount: number, until: number): void {
    const { draws } = this.year;
    const pair = this.standing.pair(helper, need);
    this.standing.pairs[pair] = OPEN;
    this.result.notices[need.at]!++;
    this.lastSent[helper.at] = this.now;
    const waiting = this.open.get(need.at);
    if (waiting) waiting.push({ helper, amount });
    else this.open.set(need.at, [{ helper, amount }]);
    const week = this.standing.weekAt(this.now);
    if (this.standing.countSent(helper, this.now) >= helper.tolerates && this.rolled[helper.at] !== week) {
      this.rolled[helper.at] = week;
      if (draws.u(70, helper.at, week) < ASKED.mutesPerWeek.value) this.muted[helper.at] = 1;
    }
    const deaf = this.now < this.deafUntil[helper.at]!;
    if (!deaf) this.deafUntil[helper.at] = this.now + DAY * this.deafDays(draws.u(71, helper.at, need.at));
    const answersAt =
      this.now - Math.log(draws.u(72, helper.at, need.at)) * ASKED.answersAfterHours.value * HOUR;
    const silent = deaf || answersAt >= until;
    this.agenda.add(silent ? until : answersAt, () => this.answer(helper, need, amount, silent));
  }

  /** Geometric, 1 or more. */
  private deafDays = (u: number): number => {
    const mean = this.year.options.deafDays;
    return mean <= 1 ? 1 : 1 + Math.floor(Math.log(u) / Math.log(1 - 1 / mean));
  };

  private answer(helper: Helper, need: Need, amount: number, silent: boolean): void {
    const { standing, now } = this;
    const pair = standing.pair(helper, need);
    const waiting = this.open.get(need.at)!;
    waiting.splice(
      waiting.findIndex((one) => one.helper === helper),
      1,
    );
    if (standing.pairs[pair] === OPEN) standing.pairs[pair] = OVER;
    // what was filled or taken from a list meanwhile has ended the invitation: no answer
    const ended = standing.pairs[pair] === PLEDGED || standing.remaining[need.at] === 0;
    if (ended || now > need.startsAt) return;
    const yes = !silent && standing.willing(helper, need, now) && this.take(helper, need, amount);
    this.count({ at: now, key: `${need.kind} ${helper.kind}`, yes });
    // everybody has answered: the next wave does not wait
    if (waiting.length === 0 && Number.isFinite(this.waveDue[need.at]!)) this.waveAt(need, now);
  }

  private count(answer: { at: number; key: string; yes: boolean }): void {
    this.answers.push(answer);
    this.add(answer, 1);
    for (; this.answers[this.forgotten]!.at < this.now - CHANCE_DAYS * DAY; this.forgotten++)
      this.add(this.answers[this.forgotten]!, -1);
  }
  private add({ key, yes }: { key: string; yes: boolean }, by: number): void {
    const seen = this.seen.get(key) ?? { accepted: 0, answered: 0 };
    this.seen.set(key, { accepted: seen.accepted + (yes ? by : 0), answered: seen.answered + by });
  }
  private chance = (need: Need, helper: Helper): number =>
    chanceOf(this.seen.get(`${need.kind} ${helper.kind}`) ?? { accepted: 0, answered: 0 });

  private take(helper: Helper, need: Need, amount: number): boolean {
    if (this.standing.take(helper, need, amount, this.now) === 0) return false;
    if (Number.isNaN(this.result.firstAt[need.at])) this.result.firstAt[need.at] = this.now;
    if (this.standing.remaining[need.at] === 0) this.result.filledAt[need.at] = this.now;
    return true;
  }

  private visit({ helper: at, direct, pick, depth }: Visit): void {
    const { standing, now, live, year } = this;
    const helper = year.helpers[at]!;
    const could = (need: Need) => standing.willing(helper, need, now) && standing.room(helper, need, now) > 0;
    const takes = (need: Need) => this.take(helper, need, askOf(this.lineOf(need), asHelper(helper)));
    if (direct) {
      const need = picked(live, pick);
      if (need && year.able[standing.pair(helper, need)]! > 0 && could(need)) takes(need);
      return;
    }
    const listed = live.filter((need) => {
      const pair = standing.pair(helper, need);
      return standing.remaining[need.at]! > 0 && year.able[pair]! > 0 && standing.pairs[pair] !== PLEDGED;
    });
    const list = this.policy.list(helper, listed, now, standing);
    const first = list.findIndex(could);
    if (first < 0) return;
    this.result.suited++;
    if (first < SHOWN) this.result.hits++;
    if (first < Math.min(depth, SHOWN)) takes(list[first]!);
  }
}

const UNIT = "person";
const asHelper = (helper: Helper) => ({ helperKind: helper.kind, capacity: helper.capacity });

/** One of the needs that have not begun, full or not, the same under every policy. */
function picked(live: readonly Need[], u: number): Need | undefined {
  const weights = live.map((need) => Math.exp(BROWSING.directTo.value * need.appeal));
  let left = u * weights.reduce((sum, weight) => sum + weight, 0);
  return live.find((_, at) => {
    left -= weights[at]!;
    return left <= 0;
  });
}
