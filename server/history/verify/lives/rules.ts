// How the events of history map onto the life-cycle tables. An event that is not here moves nothing: if it did after all, the
// status that the walk ends in is not the row's, and that is found. Pure.

import { ATTENDANCE_EVENTS, ATTENDANCE_STATUSES } from "@/server/attendance/lifecycle";
import { CERTIFICATE_EVENTS, CERTIFICATE_STATES } from "@/server/certificates/lifecycle";
import { CHECK_EVENTS, CHECK_STATUSES } from "@/server/hours/checks/lifecycle";
import { CORRECTION_EVENTS, CORRECTION_STATUSES } from "@/server/hours/corrections/lifecycle";
import { RECORD_EVENTS, RECORD_STATUSES } from "@/server/hours/lifecycle";
import type { Transition } from "@/server/lifecycle";
import { INVITATION_EVENTS, INVITATION_STATUSES } from "@/server/matching/invitations/lifecycle";
import { WAVE_EVENTS, WAVE_STATUSES } from "@/server/matching/invitations/waves/lifecycle";
import { PLAN_EVENTS, PLAN_STATUSES } from "@/server/matching/plan/lifecycle";
import { NEED_EVENTS, NEED_STATUSES, SAME } from "@/server/needs/lifecycle";
import { SHIFT_EVENTS, SHIFT_STATUSES } from "@/server/needs/shifts/lifecycle";
import { QUALIFICATION_EVENTS, QUALIFICATION_STATES } from "@/server/organisations/qualifications/lifecycle";
import { DELIVERY_EVENTS, DELIVERY_STATUSES } from "@/server/pledges/deliveries/lifecycle";
import { GOODS_EVENTS, PEOPLE_EVENTS, PLEDGE_STATUSES } from "@/server/pledges/lifecycle";
import { SEAT_EVENTS, SEAT_STATUSES } from "@/server/pledges/seats/lifecycle";
import { STAND_IN_EVENTS, STAND_IN_STATUSES } from "@/server/pledges/stand-ins/lifecycle";
import { ASK_EVENTS, ASK_STATES } from "@/server/records/asks/lifecycle";
import { BATCH_EVENTS, BATCH_STATES } from "@/server/reports/national/lifecycle";

const c = CERTIFICATE_EVENTS;
type Steps = Record<string, readonly Transition[]>;
export type Life = { statuses: readonly string[]; steps: Steps };

const n = NEED_EVENTS;
const p = { ...GOODS_EVENTS, ...PEOPLE_EVENTS };
const d = DELIVERY_EVENTS;

export const NEED_LIFE: Life = {
  statuses: NEED_STATUSES,
  steps: {
    "need.drafted": [{ from: [], to: "draft", action: null }],
    "need.saved": [n.save],
    "need.submitted": [n.submit],
    "need.stock_asked": [n.submit],
    "need.published": [n.publish],
    "need.returned": [n.giveBack],
    "need.rejected": [n.reject],
    "need.escalated": [n.escalate],
    "need.withdrawn": [n.takeBack],
    "need.changed": [n.change],
    "need.replanned": [n.change],
    "need.confirm_asked": [n.askWeekly],
    "need.confirmed": [n.confirm],
    "need.hidden": [n.hide],
    "need.paused": [n.pause],
    "need.resumed": [n.resume],
    "need.sealed": [n.seal, n.sealAtDeadline],
    "need.settling": [n.settle],
    "need.completed": [n.complete],
    "need.reopened": [n.reopen],
    "need.cancelled": [n.cancel],
    "need.closed": [n.close],
  },
};

const stays: Transition = { from: PLEDGE_STATUSES, to: SAME, action: null };

export const PLEDGE_LIFE: Life = {
  statuses: PLEDGE_STATUSES,
  steps: {
    "pledge.made": [p.make],
    "pledge.requested": [p.request],
    "pledge.waitlisted": [p.queue, p.approveToQueue],
    "pledge.approved": [p.approve],
    "pledge.refused": [p.refuse],
    "pledge.offered": [p.offer],
    "pledge.topped_up": [p.topUp],
    "pledge.called": [p.call],
    "pledge.accepted": [p.accept, p.standIn],
    "pledge.declined": [p.decline],
    "pledge.lapsed": [p.lapse],
    "pledge.amended": [p.amend, p.amendWaiting, p.amendRequest],
    "pledge.reminded": [p.remind],
    "pledge.withdrawn": [p.withdraw],
    "pledge.removed": [p.remove],
    "pledge.released": [p.release],
    "pledge.settled": [p.settle],
    "pledge.attended": [p.attend, p.comeLate],
    "pledge.absent": [p.miss],
    // At settlement the helper disputes, and the poster resolves, what the status does not say.
    "pledge.disputed": [p.dispute, p.contest, stays],
    "pledge.resolved": [p.resolve, p.uphold, stays],
  },
};

const k = CORRECTION_EVENTS;

export const CORRECTION_LIFE: Life = {
  statuses: CORRECTION_STATUSES,
  steps: {
    "correction.asked": [k.ask],
    "correction.proposed": [k.propose],
    "correction.answered": [k.correct, k.grant],
    "correction.struck": [k.correct, k.grant],
    "correction.agreed": [k.correct],
    "correction.upheld": [k.uphold],
    "correction.declined": [k.uphold],
    "correction.appealed": [k.appeal],
    "correction.dismissed": [k.dismiss],
    "correction.settled": [k.settle],
    "correction.withdrawn": [k.withdraw, k.drop],
    "correction.lapsed": [k.lapse],
    "correction.proposal_lapsed": [k.lapse],
  },
};

export const CHECK_LIFE: Life = {
  statuses: CHECK_STATUSES,
  steps: {
    "check.flagged": [CHECK_EVENTS.flag],
    "check.sound": [CHECK_EVENTS.clear],
    "check.unsound": [CHECK_EVENTS.object],
  },
};

export const CERTIFICATE_LIFE: Life = {
  statuses: CERTIFICATE_STATES,
  steps: {
    "certificate.asked": [c.ask],
    "certificate.withdrawn": [c.withdraw],
    "certificate.issued": [c.issue],
    "certificate.refused": [c.refuse],
    "certificate.superseded": [c.supersede],
    "certificate.revoked": [c.revoke],
  },
};

export const BATCH_LIFE: Life = {
  statuses: BATCH_STATES,
  steps: {
    "national_batch.made": [BATCH_EVENTS.make],
    "national_batch.accepted": [BATCH_EVENTS.accept],
    "national_batch.returned": [BATCH_EVENTS.giveBack],
  },
};

export const DELIVERY_LIFE: Life = {
  statuses: DELIVERY_STATUSES,
  steps: {
    "delivery.sent": [d.send],
    "delivery.recalled": [d.recall],
    "delivery.received": [d.receive],
    "delivery.closed": [d.close],
    "delivery.returned": [d.returnAll, d.returnPart],
  },
};

export const SHIFT_LIFE: Life = {
  statuses: SHIFT_STATUSES,
  steps: {
    "shift.added": [SHIFT_EVENTS.add],
    "shift.changed": [SHIFT_EVENTS.change],
    "shift.appointed": [SHIFT_EVENTS.appoint],
    "shift.began": [SHIFT_EVENTS.begin],
    "shift.closed": [SHIFT_EVENTS.close],
    "shift.cancelled": [SHIFT_EVENTS.cancel, SHIFT_EVENTS.abandon],
  },
};

const a = ATTENDANCE_EVENTS;

export const ATTENDANCE_LIFE: Life = {
  statuses: ATTENDANCE_STATUSES,
  steps: {
    "attendance.in": [a.arrive, a.call],
    "attendance.out": [a.leave, a.callOut, a.lapse],
    "attendance.back": [a.stay],
    "attendance.undone": [a.undo],
  },
};

const q = QUALIFICATION_EVENTS;

export const QUALIFICATION_LIFE: Life = {
  statuses: QUALIFICATION_STATES,
  steps: {
    "qualification.claimed": [q.claim],
    "qualification.verified": [q.verify],
    "qualification.refused": [q.refuse],
    "qualification.revoked": [q.revoke],
    "qualification.dropped": [q.drop],
    "qualification.renewed": [q.renew],
  },
};

export const RECORD_ASK_LIFE: Life = {
  statuses: ASK_STATES,
  steps: {
    "record_ask.asked": [ASK_EVENTS.ask],
    "record_ask.corrected": [ASK_EVENTS.correct],
    "record_ask.upheld": [ASK_EVENTS.uphold],
    "record_ask.withdrawn": [ASK_EVENTS.withdraw],
  },
};

const r = RECORD_EVENTS;

export const RECORD_LIFE: Life = {
  statuses: RECORD_STATUSES,
  steps: {
    "hours.opened": [r.open],
    "hours.finished": [r.finish],
    "hours.awaited": [r.await],
    "hours.changed": [r.change],
    "hours.took_effect": [r.takeEffect],
    "hours.confirmed": [r.confirm],
    "hours.set_aside": [r.setAside],
    "hours.disputed": [r.dispute],
    "hours.upheld": [r.uphold],
    "hours.corrected": [r.correct],
    "hours.put_right": [r.correct],
    "hours.restored": [r.restore],
    "hours.reopened": [r.reopen],
    "hours.discarded": [r.discard],
    "hours.lapsed": [r.lapse],
    "hours.annulled": [r.annul],
    "hours.struck": [r.strike],
  },
};

export const SEAT_LIFE: Life = {
  statuses: SEAT_STATUSES,
  steps: {
    "seat.named": [SEAT_EVENTS.name],
    "seat.left": [SEAT_EVENTS.leave],
    "seat.seeking": [SEAT_EVENTS.seek],
    "seat.stayed": [SEAT_EVENTS.stay],
    "seat.removed": [SEAT_EVENTS.remove],
    "seat.handed_over": [SEAT_EVENTS.hand_over],
    "seat.ended": [SEAT_EVENTS.end],
  },
};

export const STAND_IN_LIFE: Life = {
  statuses: STAND_IN_STATUSES,
  steps: {
    "stand_in.sought": [STAND_IN_EVENTS.seek],
    "stand_in.found": [STAND_IN_EVENTS.take],
    "stand_in.withdrawn": [STAND_IN_EVENTS.call_off],
    "stand_in.none": [STAND_IN_EVENTS.expire],
    "stand_in.dropped": [STAND_IN_EVENTS.drop],
  },
};

export const INVITATION_LIFE: Life = {
  statuses: INVITATION_STATUSES,
  steps: {
    "invitation.sent": [INVITATION_EVENTS.send],
    "invitation.accepted": [INVITATION_EVENTS.accept],
    "invitation.declined": [INVITATION_EVENTS.decline],
    "invitation.expired": [INVITATION_EVENTS.expire],
    "invitation.withdrawn": [INVITATION_EVENTS.withdraw],
    "invitation.ended": [INVITATION_EVENTS.end],
  },
};

export const WAVE_LIFE: Life = {
  statuses: WAVE_STATUSES,
  steps: {
    "wave.started": [WAVE_EVENTS.start],
    "wave.sent": [WAVE_EVENTS.send],
    "wave.stopped": [WAVE_EVENTS.stop],
    "wave.filled": [WAVE_EVENTS.fill],
    "wave.exhausted": [WAVE_EVENTS.exhaust],
    "wave.ended": [WAVE_EVENTS.end],
  },
};

export const PLAN_LIFE: Life = {
  statuses: PLAN_STATUSES,
  steps: {
    "plan.asked": [PLAN_EVENTS.ask],
    "plan.made": [PLAN_EVENTS.finish],
    "plan.failed": [PLAN_EVENTS.fail],
    "plan.cancelled": [PLAN_EVENTS.cancel],
    "plan.edited": [PLAN_EVENTS.edit],
    "plan.replaced": [PLAN_EVENTS.replace],
    "plan.sent": [PLAN_EVENTS.send],
  },
};

/** The statuses an event may lead to from each of these; empty where the table has no such step. null: before birth. */
export function after(life: Life, statuses: readonly string[] | null, event: string): string[] {
  const steps = life.steps[event];
  // A thing may be born anywhere in its life: seeds and imports begin in the middle.
  if (statuses === null)
    return steps
      ? [...new Set(steps.flatMap((step) => (step.to === SAME ? step.from : [step.to])))]
      : [...life.statuses];
  if (!steps) return [...statuses];
  const reached = statuses.flatMap((status) =>
    steps.filter((step) => step.from.includes(status)).map((step) => (step.to === SAME ? status : step.to)),
  );
  return [...new Set(reached)];
}
