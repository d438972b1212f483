// What one recording unit hands to the national system (Ord. 67 art. 4), a month at a time; the file's fields.
import { z } from "zod";
import { id, optional, text } from "@/server/platform/schema";
import { BATCH_STATES } from "./lifecycle";

/** Rows of one file: the national system's own import stops at a few thousand; a larger month takes several. */
export const BATCH_MAX = 3_000;
export const NOTE_MAX = 200;
/** Months looked back at: what is older has been handed over or never will be. */
export const MONTHS_BACK = 24;
export const BATCHES_SHOWN = 60;

const month = z.string("required").regex(/^\d{4}-(0[1-9]|1[0-2])$/, "malformed");

export const unitInput = z.strictObject({ unitId: id });
export const makeInput = z.strictObject({ unitId: id, month });
export const batchInput = z.strictObject({ batchId: id });
export const acceptInput = batchInput;
export const giveBackInput = z.strictObject({ batchId: id, note: optional(text(NOTE_MAX)) });

export const batchView = z.object({
  id: z.string(),
  month: z.string(),
  rows: z.number(),
  status: z.enum(BATCH_STATES),
  note: z.string().nullable(),
  madeAt: z.date(),
  madeBy: z.string(),
  answeredAt: z.date().nullable(),
});

export const unitView = z.object({
  unit: z.object({ id: z.string(), name: z.string() }),
  /** Newest first. ready: rows that can go now. held: rows that wait for people to agree and enter their number. */
  months: z.array(
    z.object({ month: z.string(), ready: z.number(), held: z.number(), heldPeople: z.number() }),
  ),
  batches: z.array(batchView),
});

/** One row of the file. What is called what in Chinese stands in app/_copy. */
export const nationalRow = z.object({
  act: z.enum(["add", "undo"]),
  name: z.string(),
  number: z.string(), // of the identity card; empty where an undone row's person took their word back
  sex: z.string(),
  born: z.string(),
  home: z.string(),
  phone: z.string(),
  skills: z.array(z.string()),
  wishes: z.array(z.string()),
  activity: z.string().nullable(), // null: confidential
  content: z.string(),
  kind: z.string(),
  place: z.string(),
  fromAt: z.date(),
  toAt: z.date(),
  minutes: z.number(),
  organisation: z.string(), // 组织单位
  lead: z.string(), // 负责人
  unit: z.string(), // 记录责任单位
  class: z.string(),
  entryId: z.string(),
  undoes: z.string().nullable(),
});
export const batchFile = z.object({ month: z.string(), unit: z.string(), rows: z.array(nationalRow) });

export type NationalRow = z.infer<typeof nationalRow>;
export type UnitView = z.infer<typeof unitView>;
