// What a plan is made from, as it is gathered, and what becomes of it.
import type { Rungs } from "../../candidates/schema";
import type { Facts } from "../../score/rules";
import type { Reason, Weights } from "../../score/schema";
import type { PlanProblem } from "../model/schema";

/** A slot as it is gathered. share_limit: what one helper may hold before the poster is asked. */
export type OpenSlot = Rungs & {
  slotId: string;
  needId: string;
  posterId: string;
  organisationId: string | null;
  lineKind: string;
  direction: string | null;
  /** Of a gift: who receives it with the right to appeal to the public. */
  viaOrganisation: string | null;
  unitSize: number;
  remaining: number;
  ceiling: number;
  shareLimit: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
  must: string | null;
  wanted: string[];
  /** Little is filled and little time is left: a few more invitations a week may be made for it. */
  low: boolean;
};
export type Hands = Rungs & {
  id: string;
  helperKind: "organisation" | "person";
  capacity: number;
  freeParts: number;
  reach: string;
  codes: Record<string, number>;
  load: number;
  h3: string | null;
};
/** What somebody has promised already in the period: portions of people, and when. */
export type Booking = { from: Date | null; until: Date | null; amount: number };

export type Gathered = {
  from: Date;
  weights: Weights;
  slots: OpenSlot[];
  helpers: Hands[];
  factsOf: (slot: OpenSlot, helper: Hands) => Facts;
  bookings: Map<string, Booking[]>;
  /** Invitations of this week, by helper. */
  sent: Map<string, number>;
  /** "slot:helper" of those who hold a pledge there, were asked and wait, or said no. */
  taken: Set<string>;
  /** "slot:helper" of those whom pledging would refuse. */
  unfit: Set<string>;
  /** Fixed beforehand: smallest units. */
  locked: { slotId: string; helperId: string; amount: number }[];
  days: number;
};

/** One way somebody could help, beside the arc of the problem with the same index. */
export type Way = { slot: number; helper: number; points: number; reasons: Reason[] };
/** spared: slots for which somebody suits who is not to be asked now: taken, or had the week's invitations. */
export type PlanInput = { problem: PlanProblem; ways: Way[]; shares: number[]; spared: Set<number> };
