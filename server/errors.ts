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
  ALREADY_GRANTED: "CONFLICT",
  NEEDS_A_PHONE: "PRECONDITION_FAILED", // a role that signs in needs a number to sign in by
  // organisations
  NAME_TAKEN: "CONFLICT", // in this county
  // deliveries
  NOT_GOODS: "BAD_REQUEST", // people, vehicles and expertise are not sent and received
  NOT_A_LOAN: "BAD_REQUEST",
  MORE_THAN_PROMISED: "CONFLICT", // facts.promised, unit, unitSize
  MORE_THAN_SENT: "CONFLICT", // facts.sent, unit, unitSize
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
