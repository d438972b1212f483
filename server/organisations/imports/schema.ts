// A sheet of members: its columns, its limits, what may be wrong with a row.
import { z } from "zod";
import { tick } from "@/server/people/entry/schema";
import { id } from "@/server/platform/schema";
import { IMPORT_STATES } from "./lifecycle";

/** The largest organisation of the district, twice. */
export const ROWS_MAX = 20_000;
/** Such a sheet is 0.5 MB; with a suite's styles and empty columns a few more. */
export const SHEET_MAX = 8 * 1024 * 1024;
/** Rows told on the page; all of them stand in the sheet to correct. */
export const FAULTS_TOLD = 50;
/** A sheet that was checked and left holds names and numbers: dropped after so long. */
export const KEPT_DAYS = 7;

/** Columns by their code; what a heading may be called stands in app/_copy for people, in rules.ts for reading. */
export const SHEET_FIELDS = ["name", "phone", "sex", "born", "village"] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

export const ROW_FAULTS = [
  "name_missing",
  "name_too_long",
  "name_not_a_name",
  "phone_wrong",
  "sex_wrong",
  "born_wrong",
  "born_in_the_future",
  "born_under_14", // a guardian's consent is recorded one by one
  "village_unknown",
  "village_several",
  "row_twice",
] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

/** One row as it was written; `row` is its number in the sheet, as the spreadsheet counts. */
export type SheetRow = { row: number } & Record<SheetField, string>;
/** … and as it is understood. twin: the row that says the same. */
export type JudgedRow = SheetRow & { regionId: number; faults: RowFault[]; twin: number | null };

export const checkInput = z.strictObject({
  organisationId: id,
  bytes: z
    .custom<Uint8Array>((v) => v instanceof Uint8Array && v.length > 0, "required")
    .refine((v) => v.length <= SHEET_MAX, "too_large"),
});
export const importInput = z.strictObject({ importId: id });
/** consent: everybody on it knows of it and is fourteen, and who has no number has signed. */
export const runInput = z.strictObject({ importId: id, consent: tick });

const faulty = z.object({
  row: z.number(),
  name: z.string(),
  faults: z.array(z.enum(ROW_FAULTS)),
  twin: z.number().nullable(),
});

export const importView = z.object({
  id: z.string(),
  organisationId: z.string(),
  status: z.enum(IMPORT_STATES),
  rows: z.number(),
  faultCount: z.number(),
  /** The first ones. */
  faults: z.array(faulty),
  /** Already in the organisation: nothing happens with them. Null once it is over. */
  already: z.number().nullable(),
  /** With a number, so invited: each is a member by their own yes. Null once it is over. */
  invites: z.number().nullable(),
  at: z.date(),
});

/** All rows with what is wrong, for the sheet to correct. */
export const sheetView = z.object({
  organisationId: z.string(),
  rows: z.array(faulty.extend({ phone: z.string(), sex: z.string(), born: z.string(), village: z.string() })),
});
export const runAnswer = z.object({
  organisationId: z.string(),
  entered: z.number(), // without a number: members at once, the organisation acts for them
  invited: z.number(),
  already: z.number(),
});
