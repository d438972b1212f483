import { z } from "zod";
import { shiftView } from "../schema";

const day = shiftView.pick({
  slotId: true,
  title: true,
  item: true,
  role: true,
  place: true,
  startsAt: true,
  endsAt: true,
  status: true,
});
export type TodayShift = z.infer<typeof day>;
export const todayView = z.object({ runs: z.array(day), expected: z.array(day) });
export type TodayView = z.infer<typeof todayView>;
