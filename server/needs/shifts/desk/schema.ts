import { z } from "zod";
import { id } from "@/server/platform/schema";
import { shiftView } from "../schema";
import { EVERY } from "../series/rules";

export const deskInput = z.strictObject({ needId: id });
/** people: live pledges, the queue included. lead, runs: names, where somebody was named. */
export const managedShift = shiftView.extend({
  people: z.number(),
  lead: z.string().nullable(),
  runs: z.string().nullable(),
  namedUntil: z.date().nullable(),
});
export const deskShifts = z.object({
  needId: z.string(),
  title: z.string(),
  version: z.number(),
  dueAt: z.date(),
  mayChange: z.boolean(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      item: z.string(),
      quantity: z.number(),
      series: z.array(
        z.object({
          seriesId: z.string(),
          every: z.enum(EVERY),
          startMinute: z.number(),
          minutes: z.number(),
          shifts: z.number(),
        }),
      ),
      shifts: z.array(managedShift),
    }),
  ),
  now: z.date(),
});
export type DeskShifts = z.infer<typeof deskShifts>;
