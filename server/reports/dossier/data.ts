// The papers of a quarter: the same sums as the report's, and of each activity its notice and who was there.
import type { Ctx } from "@/server/trpc/context";
import { visibleReport } from "../data";
import type { Period } from "../rules";
import { ACTIVITIES_MAX, type DossierView } from "./schema";

export async function visibleDossier(
  ctx: Ctx,
  input: { organisationId: string; period: Period },
): Promise<DossierView> {
  const report = await visibleReport(ctx, { ...input, scope: "came" });
  const shown = report.activities.slice(0, ACTIVITIES_MAX);
  const slotIds = shown.map((activity) => activity.slotId);
  const [notices, rosters] =
    slotIds.length === 0
      ? [[], []]
      : await Promise.all([noticesOf(ctx, slotIds), rostersOf(ctx, input, slotIds)]);
  const noticeOf = new Map(notices.map((notice) => [notice.slot_id, notice]));
  return {
    organisation: report.organisation,
    period: report.period,
    total: report.total,
    complete: report.total.activities <= ACTIVITIES_MAX,
    activities: shown.map((activity) => {
      const notice = noticeOf.get(activity.slotId);
      const isOpen = activity.title !== null;
      return {
        slotId: activity.slotId,
        title: activity.title,
        story: isOpen ? (notice?.story ?? null) : null,
        publishedAt: notice?.published_at ?? null,
        item: isOpen ? (notice?.item ?? "") : "",
        place: isOpen ? (notice?.place ?? activity.place) : activity.place,
        kind: activity.kind,
        startsAt: notice?.starts_at ?? null,
        endsAt: notice?.ends_at ?? null,
        lead: notice?.lead ?? null,
        minutes: activity.minutes,
        roster: rosters
          .filter((row) => row.slot_id === activity.slotId)
          .map((row) => ({
            name: row.name,
            fromAt: row.from_at,
            toAt: row.to_at,
            minutes: row.minutes,
            class: row.class,
          })),
      };
    }),
    members: report.members.map(({ name, minutes, visits }) => ({ name, minutes, visits })),
  };
}

const noticesOf = (ctx: Ctx, slotIds: string[]) =>
  ctx.db
    .selectFrom("slot as s")
    .innerJoin("need as n", "n.id", "s.need_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .leftJoin("shift as h", "h.slot_id", "s.id")
    .leftJoin("person as p", "p.id", "h.lead_id")
    .select(["s.id as slot_id", "n.story", "n.published_at", "l.item", "s.starts_at", "s.ends_at"])
    .select((eb) => eb.fn.coalesce("h.place", "l.place").as("place"))
    .select("p.name as lead")
    .where("s.id", "in", slotIds)
    .execute();

/** Rows that stand, of those who came with it, in the order they came. */
const rostersOf = (
  ctx: Ctx,
  { organisationId, period }: { organisationId: string; period: Period },
  slotIds: string[],
) =>
  ctx.db
    .selectFrom("service_record as r")
    .innerJoin("hours_entry as e", "e.id", "r.entry_id")
    .innerJoin("person as p", "p.id", "e.person_id")
    .select(["e.slot_id", "p.name", "e.from_at", "e.to_at", "e.minutes", "e.class"])
    .where("r.slot_id", "in", slotIds)
    .where("e.organisation_id", "=", organisationId)
    .where("e.day", ">=", period.from)
    .where("e.day", "<", period.until)
    .orderBy("e.from_at")
    .orderBy("e.id")
    .execute();
