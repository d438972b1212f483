// A slot and a helper as a ranking weighs them. Plain types, for nothing here comes from outside.
import type { Place } from "../../candidates/data";
import type { HelperKind, Rungs } from "../../candidates/schema";

/** A slot that takes pledges, with what decides who suits it. */
export type Slot = Rungs & {
  slotId: string;
  needId: string;
  lineId: string;
  title: string;
  posterId: string;
  organisationId: string | null;
  /** Of a gift: who receives it with the right to appeal to the public. */
  viaOrganisation: string | null;
  lineKind: string;
  direction: string | null;
  item: string;
  unit: string;
  unitSize: number;
  remaining: number;
  ceiling: number;
  startsAt: Date | null;
  endsAt: Date | null;
  dueAt: Date;
  /** The earliest of what ends its asking. */
  until: Date;
  wanted: string[];
  must: string | null;
  /** Beside it, what eligibility asks of a shift: askedOf. */
  cutOffAt: Date | null;
  shiftKind: string | null;
  minAge: number | null;
  dangerous: boolean;
  qualification: string | null;
  skills: string[];
};

/** A helper as the read model has it. */
export type Helper = Place & {
  id: string;
  helperKind: HelperKind;
  kind: string;
  capacity: number;
  freeParts: number;
  reach: string;
  codes: Record<string, number>;
  load: number;
  active: boolean;
};

/** What a helper has done in a village, and when last. */
export type Helped = { count: number; at: Date };
