// Who hears of what: one line per event and audience. Pure. The sentences are in app/_copy/notices.ts, made when a notice is shown.

import type { SmsTemplate } from "@/server/platform/sms/templates";
import { HOUR_MS, intoDay } from "@/server/time";

/** What a notice says, from its reader's side. */
export const NOTICE_KINDS = [
  // to whoever posted
  "need_published",
  "need_returned",
  "need_rejected",
  "need_passed_up",
  "need_confirm_due",
  "need_hidden",
  "need_certified",
  "need_uncertified",
  "pledge_made",
  "pledge_requested",
  "pledge_accepted",
  "pledge_amended",
  "pledge_withdrawn",
  "pledge_disputed",
  "pledge_fell_back",
  "offer_unreached", // nobody could be told of an offer: telephone them, so that its clock starts
  "delivery_sent",
  "delivery_received",
  "delivery_closed",
  "delivery_returned",
  "recurring_started",
  "recurring_ended",
  "recurring_missed",
  // to whoever must answer
  "answer_due",
  "answer_overdue",
  "stock_asked",
  // to whoever pledged
  "need_changed",
  "need_settling",
  "need_completed",
  "need_reopened",
  "need_cancelled",
  "need_closed",
  "recurring_pledged",
  "pledge_recorded",
  "pledge_approved",
  "pledge_refused",
  "pledge_offered",
  "pledge_topped_up",
  "pledge_lapsed",
  "pledge_removed",
  "pledge_reminded",
  "pledge_released",
  "pledge_settled",
  "pledge_attended",
  "pledge_absent",
  "pledge_resolved",
  // to whoever is asked to help, and to whoever asked
  "invitation_sent",
  "invitation_withdrawn",
  "invitation_declined",
  "invitation_expired",
  "wave_exhausted", // everybody who could was asked, and something is left
  // to a person or an organisation itself
  "adviser_appointed",
  "organisation_verified",
  "organisation_refused",
  "organisation_returned",
  "join_asked",
  "join_refused",
  "join_invited",
  "join_taken_back",
  "join_accepted",
  "certificate_asked",
  "certificate_issued",
  "certificate_refused",
  "certificate_superseded",
  "certificate_revoked",
  "qualification_verified",
  "qualification_refused",
  "qualification_revoked",
  "honour_given",
  "service_over",
  "record_asked",
  "record_answered",
  "hours_counted",
  "hours_refused",
  "hours_put_right",
  "correction_asked",
  "correction_proposed",
  "correction_appealed",
  "correction_answered",
  "correction_upheld",
  "correction_dismissed",
  "correction_lapsed",
  "correction_declined",
  "check_unsound",
  "seat_named",
  "seat_removed",
  "seat_ended",
  "seat_left",
  "stand_in_sought",
  "stand_in_found",
  "stand_in_none",
  "shift_reminded",
  "shift_changed",
  "shift_appointed", // in charge of it, or their organisation runs it
  "shift_cancelled",
  "visit_lacking", // a home visit without two identified people
  "visit_stopped",
  "visit_allowed",
  "grant_given",
  "grant_ended",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * poster: who posted, or the posting organisation's leaders and managers. helper: the pledging person (and whoever acts for
 * them), or the organisation's leaders and managers. helpers: those of every pledge on the need that still counted.
 * village, town: secretaries and clerks; town and, where there is none, district administrators. subject: the person or
 * organisation the event is about. named: those who run the organisation that the event's data name. roster: everybody who is to come to a
 * shift, and who leads those who come with an organisation. stand_ins: its members and whoever waits there. runners: who posted, and who
 * leads an organisation that comes. units: who leads an organisation that records hours of the shift. district: its administrators.
 * asker: who put the question, where the event's data name them. answerers: who leads the subject, and where nobody but who caused the event
 * does, the district's administrators. invited: whom a team's invitation by number reaches. Whoever caused the event hears nothing of it.
 */
export type Audience =
  | "poster"
  | "helper"
  | "helpers"
  | "village"
  | "town"
  | "subject"
  | "named"
  | "asker"
  | "answerers"
  | "units"
  | "district"
  | "roster"
  | "stand_ins"
  | "runners"
  | "invited";

export type NoticeRule = { to: Audience; kind: NoticeKind; sms?: SmsTemplate };

/** Event → who hears. An event that is not here makes no notice. */
export const NOTICE_RULES = {
  "need.submitted": [{ to: "village", kind: "answer_due", sms: "answer_due" }],
  "need.stock_asked": [
    { to: "town", kind: "stock_asked", sms: "answer_due" },
    { to: "village", kind: "answer_due" },
  ],
  "need.escalated": [
    { to: "town", kind: "answer_overdue", sms: "answer_due" },
    { to: "poster", kind: "need_passed_up" },
  ],
  "need.published": [{ to: "poster", kind: "need_published" }],
  "need.returned": [{ to: "poster", kind: "need_returned", sms: "answer_due" }],
  "need.rejected": [{ to: "poster", kind: "need_rejected" }],
  "need.confirm_asked": [{ to: "poster", kind: "need_confirm_due", sms: "answer_due" }],
  "need.hidden": [{ to: "poster", kind: "need_hidden" }],
  "need.changed": [{ to: "helpers", kind: "need_changed", sms: "changed" }],
  "need.settling": [{ to: "helpers", kind: "need_settling" }],
  "need.completed": [{ to: "helpers", kind: "need_completed" }],
  "need.reopened": [{ to: "helpers", kind: "need_reopened" }],
  "need.cancelled": [{ to: "helpers", kind: "need_cancelled", sms: "cancelled" }],
  "need.closed": [
    { to: "helpers", kind: "need_closed", sms: "cancelled" },
    { to: "poster", kind: "need_closed" },
  ],
  "certification.made": [{ to: "poster", kind: "need_certified" }],
  "certification.revoked": [{ to: "poster", kind: "need_uncertified" }],
  "pledge.made": [
    { to: "poster", kind: "pledge_made" },
    { to: "helper", kind: "pledge_recorded" },
  ],
  "pledge.waitlisted": [{ to: "helper", kind: "pledge_recorded" }],
  "pledge.requested": [
    { to: "poster", kind: "pledge_requested", sms: "answer_due" },
    { to: "helper", kind: "pledge_recorded" },
  ],
  "pledge.approved": [{ to: "helper", kind: "pledge_approved", sms: "changed" }],
  "pledge.refused": [{ to: "helper", kind: "pledge_refused", sms: "removed" }],
  "pledge.offered": [{ to: "helper", kind: "pledge_offered", sms: "offer" }],
  "pledge.topped_up": [{ to: "helper", kind: "pledge_topped_up", sms: "changed" }],
  "pledge.accepted": [{ to: "poster", kind: "pledge_accepted" }],
  "pledge.lapsed": [{ to: "helper", kind: "pledge_lapsed" }],
  "pledge.amended": [
    { to: "poster", kind: "pledge_amended" },
    { to: "helper", kind: "pledge_amended", sms: "changed" },
  ],
  "pledge.withdrawn": [{ to: "poster", kind: "pledge_withdrawn" }],
  "pledge.removed": [{ to: "helper", kind: "pledge_removed", sms: "removed" }],
  "pledge.reminded": [{ to: "helper", kind: "pledge_reminded", sms: "reminder" }],
  "pledge.released": [
    { to: "helper", kind: "pledge_released", sms: "released" },
    { to: "poster", kind: "pledge_fell_back" },
  ],
  "pledge.settled": [{ to: "helper", kind: "pledge_settled" }],
  "pledge.attended": [{ to: "helper", kind: "pledge_attended" }],
  "pledge.absent": [{ to: "helper", kind: "pledge_absent" }],
  "pledge.disputed": [
    { to: "poster", kind: "pledge_disputed" },
    { to: "helper", kind: "pledge_disputed" },
  ],
  "pledge.resolved": [{ to: "helper", kind: "pledge_resolved" }],
  "delivery.sent": [
    { to: "poster", kind: "delivery_sent" },
    { to: "helper", kind: "delivery_sent" },
  ],
  "delivery.received": [
    { to: "poster", kind: "delivery_received" },
    { to: "helper", kind: "delivery_received" },
  ],
  "delivery.closed": [
    { to: "poster", kind: "delivery_closed" },
    { to: "helper", kind: "delivery_closed" },
  ],
  "delivery.returned": [
    { to: "poster", kind: "delivery_returned" },
    { to: "helper", kind: "delivery_returned" },
  ],
  "recurring.started": [{ to: "poster", kind: "recurring_started" }],
  "recurring.pledged": [{ to: "helper", kind: "recurring_pledged" }],
  "recurring.ended": [
    { to: "poster", kind: "recurring_ended" },
    { to: "helper", kind: "recurring_ended" },
  ],
  "recurring.missed": [
    { to: "poster", kind: "recurring_missed" },
    { to: "helper", kind: "recurring_missed" },
  ],
  "invitation.sent": [{ to: "helper", kind: "invitation_sent", sms: "invited" }],
  "invitation.withdrawn": [{ to: "helper", kind: "invitation_withdrawn" }],
  "invitation.ended": [{ to: "helper", kind: "invitation_withdrawn" }],
  "invitation.declined": [{ to: "poster", kind: "invitation_declined" }],
  "invitation.expired": [{ to: "poster", kind: "invitation_expired" }],
  "wave.exhausted": [{ to: "poster", kind: "wave_exhausted" }],
  "adviser.appointed": [{ to: "subject", kind: "adviser_appointed" }],
  "organisation.verified": [{ to: "subject", kind: "organisation_verified" }],
  "organisation.refused": [{ to: "subject", kind: "organisation_refused" }],
  "certificate.asked": [{ to: "subject", kind: "certificate_asked" }],
  "certificate.issued": [{ to: "helper", kind: "certificate_issued" }],
  "certificate.refused": [{ to: "helper", kind: "certificate_refused" }],
  "certificate.superseded": [{ to: "helper", kind: "certificate_superseded" }],
  "certificate.revoked": [{ to: "helper", kind: "certificate_revoked" }],
  "organisation.returned": [{ to: "subject", kind: "organisation_returned", sms: "answer_due" }],
  "join_request.asked": [{ to: "subject", kind: "join_asked" }],
  "join_request.refused": [{ to: "helper", kind: "join_refused" }],
  "join_request.invited": [{ to: "invited", kind: "join_invited" }],
  "join_request.taken_back": [{ to: "invited", kind: "join_taken_back" }],
  "join_request.accepted": [{ to: "subject", kind: "join_accepted" }],
  "qualification.verified": [{ to: "subject", kind: "qualification_verified" }],
  "qualification.refused": [{ to: "subject", kind: "qualification_refused" }],
  "qualification.revoked": [{ to: "subject", kind: "qualification_revoked" }],
  "honour.given": [{ to: "subject", kind: "honour_given" }],
  "hours.took_effect": [{ to: "subject", kind: "hours_counted" }],
  "hours.confirmed": [{ to: "subject", kind: "hours_counted" }],
  "hours.discarded": [{ to: "subject", kind: "hours_refused" }],
  "hours.struck": [{ to: "subject", kind: "hours_refused" }], // says it for the answer, too
  "hours.put_right": [{ to: "subject", kind: "hours_put_right" }],
  "correction.asked": [{ to: "answerers", kind: "correction_asked" }],
  "correction.proposed": [{ to: "answerers", kind: "correction_proposed" }],
  "correction.answered": [{ to: "helper", kind: "correction_answered" }],
  "correction.upheld": [{ to: "helper", kind: "correction_upheld" }],
  "correction.appealed": [{ to: "district", kind: "correction_appealed" }],
  "correction.dismissed": [{ to: "helper", kind: "correction_dismissed" }],
  "correction.lapsed": [{ to: "helper", kind: "correction_lapsed" }],
  "correction.declined": [{ to: "asker", kind: "correction_declined" }],
  "correction.proposal_lapsed": [{ to: "asker", kind: "correction_lapsed" }],
  "check.unsound": [
    { to: "subject", kind: "check_unsound" },
    { to: "units", kind: "check_unsound" },
  ],
  "record_ask.asked": [{ to: "named", kind: "record_asked" }],
  "record_ask.corrected": [{ to: "subject", kind: "record_answered" }],
  "record_ask.upheld": [{ to: "subject", kind: "record_answered" }],
  "seat.named": [{ to: "subject", kind: "seat_named", sms: "named" }],
  "seat.left": [{ to: "helper", kind: "seat_left" }],
  "seat.removed": [{ to: "subject", kind: "seat_removed", sms: "removed" }],
  "seat.ended": [{ to: "subject", kind: "seat_ended", sms: "cancelled" }],
  "stand_in.sought": [
    { to: "stand_ins", kind: "stand_in_sought", sms: "stand_in" },
    { to: "poster", kind: "stand_in_sought" },
  ],
  "stand_in.found": [
    { to: "subject", kind: "stand_in_found" },
    { to: "runners", kind: "stand_in_found" },
  ],
  "stand_in.none": [
    { to: "subject", kind: "stand_in_none" },
    { to: "runners", kind: "stand_in_none" },
  ],
  "shift.reminded": [{ to: "roster", kind: "shift_reminded", sms: "shift_soon" }],
  "shift.changed": [{ to: "roster", kind: "shift_changed", sms: "changed" }],
  "shift.appointed": [
    { to: "subject", kind: "shift_appointed" },
    { to: "named", kind: "shift_appointed" },
  ],
  "shift.closed": [{ to: "poster", kind: "service_over" }],
  "shift.cancelled": [{ to: "roster", kind: "shift_cancelled", sms: "cancelled" }],
  "home_visit.lacking": [{ to: "runners", kind: "visit_lacking", sms: "answer_due" }],
  "home_visit.stopped": [
    { to: "roster", kind: "visit_stopped", sms: "visit_off" },
    { to: "poster", kind: "visit_stopped", sms: "visit_off" },
  ],
  "home_visit.allowed": [
    { to: "roster", kind: "visit_allowed" },
    { to: "poster", kind: "visit_allowed" },
  ],
  "grant.given": [{ to: "subject", kind: "grant_given" }],
  "grant.ended": [{ to: "subject", kind: "grant_ended" }],
} as const satisfies Record<string, readonly NoticeRule[]>;

export const rulesFor = (event: string): readonly NoticeRule[] =>
  (NOTICE_RULES as Record<string, readonly NoticeRule[]>)[event] ?? [];

/** Quiet hours in China (UTC+8, no daylight saving): from 21 to 8 o'clock nobody's telephone rings, but for what cannot wait. */
export const QUIET_FROM = 21;
export const QUIET_UNTIL = 8;
/** What begins within a day cannot wait. */
const URGENT_MS = 24 * HOUR_MS;

export const isUrgent = (startsAt: Date | null, now: Date): boolean =>
  startsAt !== null && startsAt > now && startsAt.getTime() - now.getTime() <= URGENT_MS;

/** When a text message may go out. */
export function sendAt(now: Date, urgent: boolean): Date {
  if (urgent) return now;
  const hour = intoDay(now) / HOUR_MS;
  if (hour >= QUIET_UNTIL && hour < QUIET_FROM) return now;
  const morning = (hour < QUIET_UNTIL ? QUIET_UNTIL : 24 + QUIET_UNTIL) * HOUR_MS;
  return new Date(now.getTime() - intoDay(now) + morning);
}
