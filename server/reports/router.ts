// Reports of hours, and lists to take away: for those who run the organisation or stand above it.
import { procedure, router } from "@/server/trpc/procedures";
import { visibleReport } from "./data";
import { reportInput, reportView } from "./schema";

export const reportsRouter = router({
  ofOrganisation: procedure("report.see")
    .input(reportInput)
    .output(reportView)
    .query(({ ctx, input }) => visibleReport(ctx, input)),
});
