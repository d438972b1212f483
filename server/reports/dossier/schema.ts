// A unit's papers of a quarter, to be printed and stamped: notice, roster, activity, hours.
import { z } from "zod";
import { id } from "@/server/platform/schema";
import { periodKey, periodView } from "../schema";

/** More activities than this do not go into one binder; the list of hours has them all. */
export const ACTIVITIES_MAX = 100;
export const dossierInput = z.strictObject({ organisationId: id, period: periodKey });

export const dossierView = z.object({
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    place: z.string(),
    recordingUnit: z.string(),
  }),
  period: periodView,
  total: z.object({ minutes: z.number(), visits: z.number(), people: z.number(), activities: z.number() }),
  /** Of more than the limit the earliest are here. */
  complete: z.boolean(),
  activities: z.array(
    z.object({
      slotId: z.string(),
      /** The notice: what was asked for, by whom, since when. Null where the need is confidential. */
      title: z.string().nullable(),
      story: z.string().nullable(),
      publishedAt: z.date().nullable(),
      item: z.string(),
      place: z.string(),
      kind: z.string(),
      startsAt: z.date().nullable(),
      endsAt: z.date().nullable(),
      lead: z.string().nullable(), // 负责人
      minutes: z.number(),
      roster: z.array(
        z.object({
          name: z.string(),
          fromAt: z.date(),
          toAt: z.date(),
          minutes: z.number(),
          class: z.string(),
        }),
      ),
    }),
  ),
  members: z.array(z.object({ name: z.string(), minutes: z.number(), visits: z.number() })),
});
export type DossierView = z.infer<typeof dossierView>;
