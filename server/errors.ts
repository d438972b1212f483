// Every refusal the domain can give, and the transport code it becomes.
// A new code does not compile until app/_copy/refusals.ts has its sentence.

/** Refusal code → the tRPC code that carries it. */
export const REFUSALS = {
  // any module
  NOT_FOUND: "NOT_FOUND",
  INVALID: "BAD_REQUEST", // facts.fields: field → reason code
  SIGN_IN_FIRST: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  MOVED_ON: "CONFLICT", // somebody was quicker; reload
  WRONG_STATE: "CONFLICT", // facts.status: the event may not happen in this state
  SAME_KEY_OTHER_BODY: "CONFLICT",
  TOO_MANY: "TOO_MANY_REQUESTS",
  TRY_AGAIN: "SERVICE_UNAVAILABLE",
  // files
  FILE_TOO_LARGE: "PAYLOAD_TOO_LARGE", // facts.max: bytes
  FILE_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  FILE_BROKEN: "BAD_REQUEST",
  FILE_TOO_MANY_PIXELS: "PAYLOAD_TOO_LARGE",
  TOO_MANY_FILES: "CONFLICT", // facts.max per subject
  // needs
  MONEY_APPEAL: "BAD_REQUEST", // facts.words: what was found; facts.fields
  WORDING_MUST_GO: "BAD_REQUEST", // a person's number stands in public text; facts.fields: field → phone, id_number
  WORDING_TO_CHECK: "CONFLICT", // facts.kinds: not yet acknowledged; facts.fields
  NEEDS_CERTIFICATION: "CONFLICT", // facts.fields: sale lines whose stock nobody has seen
  SALE_LINES_OFF: "FORBIDDEN", // the district has not switched sale lines on
  TOO_MANY_WAITING: "TOO_MANY_REQUESTS", // facts.max: requests of one resident that wait at a time
  HAS_PLEDGES: "CONFLICT", // can only be cancelled
  BELOW_PROMISED: "CONFLICT", // facts.fields: choose how in settlement
  // pledges (amounts in smallest units, with unit and unitSize of the line)
  NOT_OPEN: "CONFLICT", // facts.status of the need
  PAST_CUT_OFF: "CONFLICT",
  FULL: "CONFLICT", // sale: facts.remaining, wanted
  ONLY_PART: "CONFLICT", // facts.remaining, wanted: say ifShort and send again
  ONE_EACH: "CONFLICT", // a person takes one place
  ALREADY_PLEDGED: "CONFLICT", // facts.pledgeId: amend that one
  OWN_SALE: "CONFLICT",
  OVER_SHARE: "CONFLICT", // facts.limit: what one helper may hold
  BELOW_DELIVERED: "CONFLICT", // facts.delivered: sent and accepted already
  ON_THE_WAY: "CONFLICT", // facts.onWay: close the delivery first
  TOO_LATE_TO_WITHDRAW: "CONFLICT",
  ORGANISATION_NOT_VERIFIED: "PRECONDITION_FAILED",
  // people and sign-in
  COOKIES_OFF: "PRECONDITION_FAILED", // the browser keeps no cookie, so a code cannot be bound to it
  CODE_EXPIRED: "CONFLICT", // none asked for by this browser, too old, used, or guessed too often
  CODE_WRONG: "BAD_REQUEST", // facts.left: tries left
  SMS_FAILED: "SERVICE_UNAVAILABLE",
  PERSON_OFF: "FORBIDDEN",
  LINK_EXPIRED: "CONFLICT", // a one-time link that was used or is too old
  NOT_YOURSELF: "CONFLICT", // switching oneself off
  PERSONA_STAYS: "FORBIDDEN", // of a demo: everybody wears it
  ALREADY_GRANTED: "CONFLICT",
  GIFT_INSIDE: "FORBIDDEN", // a gift nobody qualified receives stays in the village or unit
  CANNOT_CLOSE: "PRECONDITION_FAILED", // facts.because: codes of server/records/closing/schema.ts
  INVITE_INSTEAD: "CONFLICT", // who is not in it says yes themself
  SETTLE_FIRST: "PRECONDITION_FAILED", // where one lives says who looks at what one claims
  NEEDS_A_PHONE: "PRECONDITION_FAILED", // a role that signs in needs a number to sign in by
  // the record of a volunteer
  SAYS_IT_THEMSELF: "PRECONDITION_FAILED", // they have a telephone of their own: nobody agrees in their place
  NUMBER_TAKEN: "CONFLICT", // this identity number stands in another person's record
  TOO_YOUNG: "CONFLICT", // facts.age: nobody under it is taken, with a guardian or without
  ALREADY_CLAIMED: "CONFLICT", // this qualification waits for an answer
  NO_EVIDENCE: "CONFLICT", // verified by photo, and there is none
  NOT_A_MEMBER: "CONFLICT", // of this organisation
  NOT_THERE: "CONFLICT", // the person did not come to this service
  NOT_OVER: "CONFLICT", // the service has not ended
  // organisations
  NAME_TAKEN: "CONFLICT", // in this county
  LAST_LEADER: "CONFLICT", // nobody else leads it
  JOIN_LINK_OVER: "CONFLICT", // an invitation that was ended, used up, or is too old
  TEAM_NOT_ACTIVE: "CONFLICT", // not verified, or switched off: nobody joins it
  SHEET_BROKEN: "BAD_REQUEST", // no .xlsx that can be read
  SHEET_TOO_LARGE: "PAYLOAD_TOO_LARGE", // facts.max rows
  SHEET_NO_NAMES: "BAD_REQUEST", // no column 姓名
  SHEET_EMPTY: "BAD_REQUEST",
  SHEET_HAS_FAULTS: "CONFLICT", // facts.row: the first of them; facts.count
  // attendance
  TOKEN_BAD: "BAD_REQUEST", // no code of ours
  TOKEN_OLD: "CONFLICT", // the code has changed since
  TOKEN_USED: "CONFLICT", // by this browser, or its ten minutes are over
  TOKEN_OTHER_SHIFT: "CONFLICT", // facts.title: the shift the code is of
  DAY_CODE_WRONG: "BAD_REQUEST", // six digits of no shift of theirs that runs now
  OWN_CODE: "FORBIDDEN", // who runs a shift sees its code: somebody else calls them
  DAY_NOT_BEGUN: "CONFLICT",
  DAY_OVER: "CONFLICT", // the shift is closed, or called off
  ALREADY_IN: "CONFLICT",
  TOO_EARLY: "CONFLICT", // facts.from, startsAt: a shift is begun two hours before its time at the earliest
  SHIFT_RUNS: "CONFLICT", // facts.slotId, count: somebody has come to a shift that is not closed yet
  NOT_YOUR_PEOPLE: "FORBIDDEN", // has people at the shift, and does not run it
  NOT_IN: "CONFLICT", // cannot leave where they have not come, or have left
  NOT_ON_ROSTER: "FORBIDDEN",
  UNKNOWN_HERE: "CONFLICT", // neither on the list, nor a member, nor asked by the code
  NEEDS_TWO: "PRECONDITION_FAILED", // a home visit: facts.named, who can be reached
  // deliveries
  NOT_GOODS: "BAD_REQUEST", // people, vehicles and expertise are not sent and received
  NOT_A_LOAN: "BAD_REQUEST",
  MORE_THAN_PROMISED: "CONFLICT", // facts.promised, unit, unitSize
  MORE_THAN_SENT: "CONFLICT", // facts.sent, unit, unitSize
  // shifts
  HAS_SHIFTS: "CONFLICT", // a line has several: it can no longer be a draft
  NOT_INSURED: "PRECONDITION_FAILED", // dangerous, and nobody has said it is insured (Reg. art. 17)
  NOT_ELIGIBLE: "CONFLICT", // facts.reason: server/pledges/eligibility/rules.ts
  // reports
  NOTHING_TO_HAND_OVER: "CONFLICT", // no row of that month can go now
  // invitations
  INVITATION_OVER: "CONFLICT", // facts.status, reason: answered, run out or taken back
  INVITATION_FULL: "CONFLICT", // nothing is left; facts.needId
  CONFLICT_UNSAID: "CONFLICT", // there are parties, and nothing was said about ties to them
  INVITE_CHANGED: "CONFLICT", // facts.remaining, unit, unitSize: less is left than is asked for
  NOT_INVITABLE: "CONFLICT", // facts.reason: own, unwilling, unfit, gift; facts.helperId
  ALREADY_INVITED: "CONFLICT", // facts.status: waits for an answer, or said no
  INVITED_ENOUGH: "CONFLICT", // facts.cap: invitations a helper gets in a week
  NO_WAVES: "CONFLICT", // confidential: one person at a time
  NOBODY_WITH_NUMBER: "CONFLICT", // nobody of that name has that number here
  TOO_MANY_ADVISERS: "CONFLICT", // facts.max of one kind in a village
  // the plan
  PLAN_UNDERWAY: "CONFLICT", // one of this region is being made
  OVER_PLANNED: "CONFLICT", // facts.left, unit, unitSize: the slot's rows would ask for more than is open
  OVER_HELPER: "CONFLICT", // facts.most, unit, unitSize: more than may be asked of them there
  NOTHING_TO_SEND: "CONFLICT",
  // settlement
  STILL_OPEN: "CONFLICT", // facts.open: pledges neither settled nor released
  DISPUTES_OPEN: "CONFLICT", // facts.disputes
  ANSWERS_AWAITED: "CONFLICT", // facts.unanswered, until
  // presence, contacts, recurring, releases
  GOODS_ARE_DELIVERED: "BAD_REQUEST",
  NOT_BEGUN: "CONFLICT", // facts.startsAt
  CONTACT_NOT_YET: "FORBIDDEN",
  CONTACT_OVER: "FORBIDDEN",
  NOT_RECURRING: "BAD_REQUEST",
  ALREADY_RECURRING: "CONFLICT",
  // hours
  OWN_HOURS: "FORBIDDEN", // nobody says that their own hours count
  NEEDS_SECOND: "CONFLICT", // written down afterwards: somebody else has to say it too
  NEEDS_PARENT: "FORBIDDEN", // facts.hours: the day's length; the organisation above says it
  NEEDS_DISTRICT: "FORBIDDEN", // facts.hours
  NEEDS_ABOVE: "FORBIDDEN", // what a spot check took away
  HOURS_OVERLAP: "CONFLICT", // another confirmed interval of the same person
  NO_RECORDING_UNIT: "PRECONDITION_FAILED", // nobody is responsible for recording it
  NOTHING_TO_COUNT: "CONFLICT", // less than a minute, paid working time, or goods
  TIMES_MISSING: "CONFLICT", // facts.count: people of whom nobody said until when
  QUESTION_OPEN: "CONFLICT", // somebody asked about these hours, and waits for an answer
  OWN_ANSWER: "FORBIDDEN", // nobody decides over an answer of their own
  RECORD_THERE: "CONFLICT", // asked about as missing, and there is a record: that is asked about
  ASKED_TOO_LATE: "CONFLICT", // facts.days
  PAPER_HAS_FAULTS: "CONFLICT", // facts.count lines; facts.line: the first of them
  // certificates
  NOTHING_TO_CERTIFY: "CONFLICT", // no confirmed hours of this unit in the period
  ALREADY_ASKED: "CONFLICT", // the same period at the same unit, unanswered
  ALREADY_ISSUED: "CONFLICT", // facts.number: a valid one says exactly the same
  CERTIFICATE_OVER: "CONFLICT", // a file is made of valid ones only
  // seats, stand-ins, home visits
  NAMING_OVER: "CONFLICT", // unnamed places have been given back
  NO_SEATS_LEFT: "CONFLICT", // facts.left, wanted: places without a name
  CHAIN_ROWS: "CONFLICT", // facts.fields: rows.<n> of a pasted list → why it cannot be saved
  CANNOT_BE_NAMED: "CONFLICT", // facts.fields: person id → reason code
  BELOW_NAMED: "CONFLICT", // facts.named: take names off first
  SHIFT_BEGAN: "CONFLICT",
  CANNOT_STAND_IN: "CONFLICT", // facts.why: reason code
  FAMILY_NOT_TOLD: "CONFLICT",
  VISIT_STOPPED: "CONFLICT", // by the family
} as const satisfies Record<string, TransportCode>;

type TransportCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "PRECONDITION_FAILED"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "TOO_MANY_REQUESTS"
  | "SERVICE_UNAVAILABLE";

export type RefusalCode = keyof typeof REFUSALS;

/** What a refusal may tell its reader: numbers, ids and public words only. */
export type RefusalFacts = Record<string, string | number | boolean | null | Record<string, string>>;

/** Thrown by the domain; turned into a transport error in one place (server/trpc/procedures.ts). */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: RefusalFacts = {},
  ) {
    super(code);
    this.name = "Refusal";
  }
}

/** Ends the act: nothing is left half-done, since acts run in one transaction. */
export function refuse(code: RefusalCode, facts?: RefusalFacts): never {
  throw new Refusal(code, facts);
}

/** Errors cross bundles (Next keeps a second copy of modules), so instanceof is not enough. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "Refusal" && "code" in error;
}
