// A public need as its page draws it. Quantities in smallest units.
import type { LineView } from "./line-bar";

/** One place where a line's capacity is counted: a shift, or the whole line. */
export type SlotView = LineView & { slotId: string; isOpen: boolean };

export type SaleView = {
  sellerName: string;
  product: string;
  producedOn: Date;
  packing: string;
  licenceNo: string | null;
  invoice: boolean;
  referencePrice: string;
  askOver: number;
};

export type CertificationView = { by: string; on: Date; stock: number };

export type NeedLineView = {
  id: string;
  kind: string;
  direction: string | null;
  item: string;
  unit: string;
  unitSize: number;
  place: string | null;
  note: string | null;
  minAge: number | null;
  dangerous: boolean;
  insured: boolean;
  qualification: string | null;
  viaOrganisation: string | null;
  returnBy: Date | null;
  shareLimit: number | null;
  sale: SaleView | null;
  certification: CertificationView | null;
  slots: SlotView[];
};

export type NeedView = {
  id: string;
  title: string;
  story: string;
  risk: string;
  status: string;
  place: string;
  near: string | null;
  dueAt: Date;
  publishedAt: Date | null;
  lines: NeedLineView[];
};

/** Slots that take pledges now (or a queue). */
export const openSlots = (need: Pick<NeedView, "lines">): SlotView[] =>
  need.lines.flatMap((line) => line.slots.filter((slot) => slot.isOpen));
