// A WeChat 接龙 list: what is read of it, what is proposed, what is saved.
import { z } from "zod";
import { id, key, longText, optional } from "@/server/platform/schema";
import { NAMED_AT_ONCE } from "@/server/pledges/seats/schema";

/** A list of sixty with a remark each. */
export const CHAIN_TEXT_MAX = 4000;
/** As many as can be named at once; longer lists come in two. */
export const CHAIN_ROWS_MAX = NAMED_AT_ONCE;

export const readInput = z.strictObject({
  slotId: id,
  organisationId: optional(id), // left out: the poster writes down what units, and people they act for, said
  text: longText(CHAIN_TEXT_MAX),
});
export type ReadInput = z.input<typeof readInput>;

export const CHAIN_ASKS = ["which", "unknown", "twice", "amount", "unit", "brings", "withdrawn"] as const;
export type ChainAsk = (typeof CHAIN_ASKS)[number];

/** One row as it would be saved, and what has to be decided first. */
export const proposal = z.object({
  said: z.string(), // the row as pasted, without telephone numbers
  name: z.string(),
  /** Members; or units, and people one acts for, of that name; one: matched. The hint tells two of one name apart. */
  matches: z.array(
    z.object({ id: z.string(), name: z.string(), hint: z.string().nullable(), person: z.boolean() }),
  ),
  /** In the line's unit, of people heads with those they bring (a person by themself takes one place); null: not said. */
  amount: z.string().nullable(),
  asks: z.array(z.enum(CHAIN_ASKS)),
});
export type Proposal = z.infer<typeof proposal>;

export const readOutput = z.object({
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  kind: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  remaining: z.number(),
  rows: z.array(proposal).max(CHAIN_ROWS_MAX),
  left: z.number().int(), // rows beyond CHAIN_ROWS_MAX
});

const amount = z.string().trim().min(1, "required").max(24, "too_large");
const row = z.strictObject({ helperId: optional(id), amount });

export const saveInput = z.strictObject({
  slotId: id,
  organisationId: optional(id),
  rows: z.array(row, "required").min(1, "required").max(CHAIN_ROWS_MAX, "too_many"),
  key,
});
export type SaveInput = z.input<typeof saveInput>;

export const saveOutput = z.object({
  needId: z.string(),
  pledgeIds: z.array(z.string()),
  named: z.number().int(),
  rows: z.number().int(),
});
export type Saved = z.infer<typeof saveOutput>;
